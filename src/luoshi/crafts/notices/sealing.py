"""Secrets of channels at rest: SM4 (GB/T 32907-2016) in GCM, by a key drawn from the installation's own.

Whoever has the database, or a copy of it, has none of the secrets; whoever has the key as well has them all.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from luoshi.rules.refusals import Refused

_NONCE_BYTES, _TAG_BYTES, _KEY_BYTES = 12, 16, 16


def seal(secrets: Mapping[str, str], about: str, key: str) -> str:
    """Return secrets as they may be stored; they open only as secrets `about` the same thing."""
    nonce = os.urandom(_NONCE_BYTES)
    box = Cipher(algorithms.SM4(_drawn(key)), modes.GCM(nonce)).encryptor()
    box.authenticate_additional_data(about.encode())
    hidden = box.update(json.dumps(dict(secrets)).encode()) + box.finalize()
    return base64.b64encode(nonce + box.tag + hidden).decode()


def unseal(sealed: str, about: str, key: str) -> dict[str, str]:
    """Return the secrets. Raises Refused when the key is another one, or anything was changed."""
    try:
        data = base64.b64decode(sealed, validate=True)
        nonce, tag, hidden = (
            data[:_NONCE_BYTES],
            data[_NONCE_BYTES : _NONCE_BYTES + _TAG_BYTES],
            data[_NONCE_BYTES + _TAG_BYTES :],
        )
        box = Cipher(algorithms.SM4(_drawn(key)), modes.GCM(nonce, tag)).decryptor()
        box.authenticate_additional_data(about.encode())
        found: dict[str, str] = json.loads(box.update(hidden) + box.finalize())
    except (InvalidTag, ValueError) as error:
        raise Refused(
            "渠道的密钥打不开：系统的 LUOSHI_SECRET_KEY 换过，或存储的内容被改动。请重新填写地址和密钥。"
        ) from error
    return found


def _drawn(key: str) -> bytes:
    return HKDF(hashes.SM3(), _KEY_BYTES, salt=None, info=b"luoshi channel secrets").derive(key.encode())
