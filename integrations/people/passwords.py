"""Hashes of passwords by Argon2id. Alone in importing argon2."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# RFC 9106, second recommended option, as the library sets it: 64 MiB, 3 passes, 4 lanes.
_ARGON2 = PasswordHasher()


class Argon2Passwords:
    """`Passwords` by Argon2id."""

    def __init__(self, hasher: PasswordHasher = _ARGON2) -> None:
        self._hasher = hasher
        self._nobodys: str | None = None

    def hashed(self, password: str) -> str:
        """A hash that says how it was made."""
        return self._hasher.hash(password)

    def matches(self, password: str, hashed: str | None) -> bool:
        """Whether it is the password; takes as long when there is no hash."""
        if hashed is None:
            if self._nobodys is None:
                self._nobodys = self._hasher.hash("nobody's")
            self._verified(password, self._nobodys)
            return False
        return self._verified(password, hashed)

    def _verified(self, password: str, hashed: str) -> bool:
        try:
            return self._hasher.verify(hashed, password)
        except (VerificationError, InvalidHashError):
            return False
