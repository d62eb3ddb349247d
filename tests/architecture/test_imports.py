"""Who may import what. `lint-imports` checks the direction; this checks the vendor libraries."""

import ast
import sys
from pathlib import Path

from tests.architecture.tree import PACKAGES, imported, modules, relative

# One home for each library: a module, or a folder (ending in /) for one that shapes a whole room.
HOMES = {
    "PIL": ["ingest/readers/ocr/pixels.py", "integrations/pages/"],
    "argon2": ["integrations/people/passwords.py"],
    "alembic": ["integrations/database/"],
    "authlib": ["integrations/people/provider.py"],
    "httpx2": ["integrations/people/provider.py"],
    "joserfc": ["integrations/people/provider.py"],
    "bs4": ["ingest/readers/html.py"],
    "charset_normalizer": ["ingest/readers/decoding.py"],
    "chromadb": ["integrations/chroma_index.py"],
    "docx": ["ingest/readers/docx.py", "evals/validation_docx.py", "integrations/reports/"],
    "docxtpl": ["integrations/reports/templates.py"],
    "fastapi": ["integrations/web/"],
    "filelock": ["integrations/locks.py"],
    "ir_measures": ["evals/metrics/ranking.py"],
    "jinja2": ["integrations/reports/templates.py", "integrations/web/pages/rendering.py"],
    "langchain": ["integrations/models/langchain_chat.py"],
    "langchain_core": [
        "integrations/langchain_retriever.py",
        "integrations/models/langchain_chat.py",
    ],
    "markupsafe": ["integrations/web/pages/"],
    "onnxruntime": ["integrations/embedding/onnx_minilm.py"],
    "mcp": ["integrations/mcp/"],
    "mcp_types": ["integrations/mcp/"],
    "openpyxl": ["ingest/readers/xlsx.py", "integrations/reports/"],
    "pydantic": ["integrations/settings.py", "integrations/shapes/", "integrations/web/"],
    "pydantic_settings": ["integrations/settings.py"],
    "pypdf": ["ingest/readers/pdf.py"],
    "pypdfium2": [
        "ingest/readers/pdfium.py",
        "ingest/readers/pdfium_paint.py",
        "integrations/pages/pdf_page.py",
    ],
    "rapidocr": ["ingest/readers/ocr/rapid_child.py"],
    "reportlab": [
        "integrations/packs/index_pdf.py",
        "integrations/pages/text_page.py",
        "integrations/reports/",
    ],
    "rich": ["integrations/cli/"],
    "sentence_transformers": [
        "integrations/embedding/sentence_transformer.py",
        "integrations/cross_encoders/loading.py",
    ],
    "slack_bolt": ["integrations/slack/"],
    "slack_sdk": ["integrations/slack/"],
    "snowballstemmer": ["assistant/language/words.py", "integrations/database/fts_words.py"],
    "sqlalchemy": ["integrations/database/"],
    "starlette": ["integrations/web/"],
    "tokenizers": ["integrations/embedding/onnx_minilm.py"],
    "transformers": [
        "integrations/embedding/sentence_transformer.py",
        "integrations/cross_encoders/loading.py",
    ],
    "typer": ["integrations/cli/", "evals/cli.py", "evals/judging_cli.py"],
    "uvicorn": ["integrations/web/serving.py"],
}
EVERYWHERE = {"numpy", "yaml"}  # mathematics and the form of our own data, not frameworks
OF_THE_CORE = EVERYWHERE | {"snowballstemmer"}
# These make or imitate what others make, so they use what others use.
EXEMPT = ("evals/sample/", "evals/redteam/files/", "evals/ocr/", "evals/speed/recipe.py")


def vendors(path: Path) -> set[str]:
    """The libraries of others that a file imports."""
    return {
        top
        for name in imported(path)
        if (top := name.split(".")[0]) not in (*sys.stdlib_module_names, *PACKAGES)
    }


def test_a_vendor_library_is_imported_in_its_one_home() -> None:
    astray = {
        (relative(path), name)
        for path in modules()
        if not relative(path).startswith(EXEMPT)
        for name in vendors(path) - EVERYWHERE
        if not relative(path).startswith(tuple(HOMES.get(name, ["(it has no home)"])))
    }
    assert not astray, "import it through its home, or give it one in HOMES"


def test_every_home_imports_its_library() -> None:
    lived_in = {
        (name, home)
        for path in modules()
        for name in vendors(path)
        for home in HOMES.get(name, [])
        if relative(path).startswith(home)
    }
    named = {(name, home) for name, homes in HOMES.items() for home in homes}
    assert named == lived_in, "a home that nobody lives in is taken out of HOMES"


def test_the_core_knows_no_framework() -> None:
    core = modules("assistant", "prompts")
    found = {(relative(path), name) for path in core for name in vendors(path) - OF_THE_CORE}
    assert not found


def test_the_core_does_not_turn_types_off() -> None:
    found = {
        relative(path)
        for path in modules("assistant")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "typing"
        if any(one.name == "Any" for one in node.names)
    }
    assert not found
