"""One TLS context for all clients of a process: loading the certificate authorities takes tens of milliseconds."""

from __future__ import annotations

import os
import ssl
from functools import lru_cache

import httpx

from ._errors import ConfigurationError, shown


def tls_context() -> ssl.SSLContext:
    """Httpx's default context, which honours SSL_CERT_FILE and SSL_CERT_DIR.

    Raises ConfigurationError if one of them does not lead to certificates.
    """
    return context_for(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))


@lru_cache(maxsize=8)
def context_for(file: str | None, folder: str | None) -> ssl.SSLContext:
    # OpenSSL says nothing of a folder that does not exist.
    if folder and not file and not any(map(os.path.isdir, folder.split(os.pathsep))):
        raise ConfigurationError(f"SSL_CERT_DIR must be a folder of CA certificates, not {shown(folder, 200)}")
    try:
        return httpx.create_ssl_context()
    except (OSError, ValueError) as cause:
        text = getattr(cause, "strerror", None) or cause
        logged = os.environ.get("SSLKEYLOGFILE")  # which ssl.create_default_context opens
        if logged and getattr(cause, "filename", None) == logged:
            raise ConfigurationError(
                f"SSLKEYLOGFILE must be a file that can be written, not {shown(logged, 200)}: {text}"
            ) from cause
        name, value = ("SSL_CERT_FILE", file) if file else ("SSL_CERT_DIR", folder)
        raise ConfigurationError(f"{name} must lead to CA certificates, not to {shown(value, 200)}: {text}") from cause
