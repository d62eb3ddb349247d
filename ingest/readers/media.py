"""Names of the types of content we tell apart."""

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODP = "application/vnd.oasis.opendocument.presentation"
EPUB = "application/epub+zip"
ZIP = "application/zip"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
PPT = "application/vnd.ms-powerpoint"
MSG = "application/vnd.ms-outlook"
OLE = "application/x-ole-storage"
ENCRYPTED_OFFICE = "application/x-ole-encrypted-office"
RTF = "application/rtf"
EXECUTABLE = "application/x-executable"
ARCHIVE = "application/x-archive"
BINARY = "application/octet-stream"
MAIL = "message/rfc822"
HTML = "text/html"
XML = "application/xml"
JSON = "application/json"
CSV = "text/csv"
MARKDOWN = "text/markdown"
TEXT = "text/plain"
IMAGE = "image/"  # with the subtype: image/png
# Kinds of picture that OCR is given.
PICTURES = frozenset(IMAGE + one for one in ("png", "jpeg", "tiff", "gif", "bmp", "webp"))

# What a name's extension promises, to warn when the content is something else.
BY_EXTENSION = {
    "pdf": PDF, "docx": DOCX, "docm": DOCX, "dotx": DOCX, "dotm": DOCX,
    "xlsx": XLSX, "xlsm": XLSX, "xltx": XLSX, "xltm": XLSX, "pptx": PPTX, "odt": ODT, "ods": ODS,
    "odp": ODP, "doc": DOC, "xls": XLS, "ppt": PPT, "msg": MSG, "rtf": RTF, "eml": MAIL,
    "htm": HTML, "html": HTML, "xhtml": HTML, "csv": CSV, "tsv": CSV, "md": MARKDOWN,
    "markdown": MARKDOWN, "txt": TEXT, "text": TEXT, "json": JSON, "xml": XML, "zip": ZIP,
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "tif": "image/tiff", "tiff": "image/tiff", "bmp": "image/bmp", "webp": "image/webp",
    "exe": EXECUTABLE, "dll": EXECUTABLE,
}  # fmt: skip
