"""A real directory, private to the tests: Debian's slapd on a loopback port, with TLS."""

import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

BASE = "dc=valbrume,dc=example"
READER = f"cn=lecture,{BASE}"
READER_PASSWORD = "ne fait que lire"
CONFIGURATION = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile {folder}/slapd.pid
TLSCertificateFile {folder}/server.pem
TLSCertificateKeyFile {folder}/server.key
sizelimit 500
database mdb
suffix "{base}"
rootdn "cn=root,{base}"
directory {folder}/data
maxsize 10485760
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="{reader}" read by * none
"""


def free_port():
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return opened.getsockname()[1]


def certificate(folder, host="127.0.0.1"):
    """Make an authority and the certificate of one host; give the authority's file."""
    import ipaddress

    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Valbrume")])
    names = [x509.IPAddress(ipaddress.ip_address(host))]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    (folder / "server.pem").write_bytes(made.public_bytes(pem))
    (folder / "server.key").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    return str(folder / "server.pem")


def an_entry(uid, mail, password, name="Camille Martin"):
    lines = [f"dn: uid={uid},{BASE}", "objectClass: inetOrgPerson", f"uid: {uid}", f"cn: {name}", "sn: x"]
    return "\n".join([*lines, f"mail: {mail}", f"userPassword: {password}"])


PEOPLE = "\n\n".join(
    [
        f"dn: {BASE}\nobjectClass: dcObject\nobjectClass: organization\ndc: valbrume\no: Valbrume",
        f"dn: {READER}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\n"
        f"cn: lecture\nuserPassword: {READER_PASSWORD}",
        an_entry("camille", "camille@valbrume.example", "le jardin de la place"),
        an_entry("elise", "elise@valbrume.example", "été à l’école 🌻", "Élise Noël"),
        an_entry("star", "a*b(c)@valbrume.example", "signes rares"),
        an_entry("double1", "accueil@valbrume.example", "le guichet est ouvert"),
        an_entry("double2", "accueil@valbrume.example", "le guichet est ouvert"),
        f"dn: ou=ailleurs,{BASE}\nobjectClass: referral\nobjectClass: extensibleObject\nou: ailleurs\n"
        "ref: ldap://ailleurs.invalid/dc=ailleurs",
    ]
)


@contextmanager
def served_directory():
    """Serve the people of a small town; give the addresses and the authority's file."""
    with tempfile.TemporaryDirectory(prefix="ldap") as name:
        folder = Path(name)
        (folder / "data").mkdir()
        authority = certificate(folder)
        configuration = folder / "slapd.conf"
        configuration.write_text(CONFIGURATION.format(folder=folder, base=BASE, reader=READER))
        program = shutil.which("slapd", path="/usr/sbin:/usr/local/sbin")
        assert program, "slapd is missing: ./run test installs it, or says what to type"
        load = [program.replace("slapd", "slapadd"), "-q", "-f", str(configuration)]
        subprocess.run(load, input=PEOPLE.encode(), check=True, capture_output=True)
        plain, secure = free_port(), free_port()
        urls = f"ldap://127.0.0.1:{plain} ldaps://127.0.0.1:{secure}"
        served = subprocess.Popen([program, "-d", "0", "-f", str(configuration), "-h", urls], stderr=subprocess.DEVNULL)
        try:
            wait_for(secure, authority)
            yield SimpleNamespace(plain=urls.split()[0], secure=urls.split()[1], authority=authority)
        finally:
            served.terminate()
            served.wait()


def wait_for(port, authority):
    context = ssl.create_default_context(cafile=authority)
    for _ in range(100):
        try:
            with socket.create_connection(("127.0.0.1", port), 5) as opened:
                context.wrap_socket(opened, server_hostname="127.0.0.1").close()
        except ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("slapd does not answer")
