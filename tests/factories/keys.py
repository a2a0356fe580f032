"""A security key as a browser registers it, without a browser."""

from hashlib import sha256
from typing import Any

from allauth.mfa.models import Authenticator
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

IDENTITY = b"a key of software"
# Type and curve, and coordinates of no point: nothing is ever signed with it.
PUBLIC = ES256({1: 2, 3: ES256.ALGORITHM, -1: 1, -2: bytes(32), -3: bytes(32)})


def give_key(user: Any) -> Any:
    """A key of this person's, which can be listed, renamed and removed but not used."""
    credential = AttestedCredentialData.create(Aaguid(bytes(16)), IDENTITY, PUBLIC)
    flags = AuthenticatorData.FLAG
    data = AuthenticatorData.create(
        sha256(b"testserver").digest(), flags.UP | flags.UV | flags.AT, 0, credential
    )
    client = CollectedClientData.create("webauthn.create", b"challenge", "http://testserver")
    response = {
        "clientDataJSON": websafe_encode(client),
        "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
    }
    registered = {
        "id": websafe_encode(IDENTITY),
        "rawId": websafe_encode(IDENTITY),
        "type": "public-key",
        "response": response,
        "clientExtensionResults": {"credProps": {"rk": True}},
    }
    return Authenticator.objects.create(
        user=user, type="webauthn", data={"name": "Key", "credential": registered}
    )
