"""TLS contexts with certificates that nobody should trust, made on the spot."""

import datetime
import ipaddress
import ssl
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

_DAY = datetime.timedelta(days=1)


def _write(folder: Path, name: str, certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> Path:
    file = folder / f"{name}.pem"
    plain = serialization.NoEncryption()
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + secret)
    return file


def certificate(folder: Path, name: str, *, names: tuple[str, ...] = ("127.0.0.1",), days: tuple[int, int] = (-1, 30)) -> Path:
    """A self-signed certificate with its key, as one PEM file; days: first and last day, counted from today."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, names[0])])
    now = datetime.datetime.now(datetime.UTC)
    address = [x509.IPAddress(ipaddress.ip_address(each)) if each[0].isdigit() else x509.DNSName(each) for each in names]
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + days[0] * _DAY)
        .not_valid_after(now + days[1] * _DAY)
        .add_extension(x509.SubjectAlternativeName(address), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return _write(folder, name, made, key)


def context(pem: Path, *, old: bool = False) -> ssl.SSLContext:
    """A server's context; old: TLS 1.1 at most."""
    found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if old:
        found.minimum_version = ssl.TLSVersion.TLSv1
        found.maximum_version = ssl.TLSVersion.TLSv1_1
        found.set_ciphers("ALL:@SECLEVEL=0")
    found.load_cert_chain(pem)
    return found
