"""What the official SDK for Python does at Docusign, unmodified. Prints what came of it."""

import base64
import json
import os

from docusign_esign import ApiClient, EnvelopeDefinition, EnvelopesApi, RecipientViewRequest, UsersApi
from docusign_esign.client.api_exception import ApiException
from docusign_esign.client.configuration import Configuration

host = os.environ["EMULATOR_HOST"]
Configuration().ssl_ca_cert = os.environ["EMULATOR_CA"]
results = {}


def attempt(name, act):
    try:
        result = act()
        results[name] = result.to_dict() if hasattr(result, "to_dict") else result
        return result
    except ApiException as error:
        body = error.body.decode() if isinstance(error.body, bytes) else error.body
        results[name] = {"refused": [error.status, json.loads(body)]}


client = ApiClient(host=f"https://{host}/restapi", oauth_host_name=host)
key = os.environ["PRIVATE_KEY"].encode()


def token(client_id):
    return client.request_jwt_user_token(client_id, os.environ["USER_ID"], host, key, 600, ["signature", "impersonation"])


access = attempt("token", lambda: token(os.environ["CLIENT_ID"])).access_token
attempt("no consent", lambda: token(os.environ["OTHER_CLIENT_ID"]))
user = attempt("userinfo", lambda: client.get_user_info(access))
account = user.accounts[0].account_id
client.set_default_header("Authorization", f"Bearer {access}")

envelopes = EnvelopesApi(client)
definition = EnvelopeDefinition(
    status="sent",
    email_subject="Please sign",
    documents=[{"documentId": "1", "name": "a.txt", "documentBase64": base64.b64encode(b"to sign").decode()}],
    recipients={"signers": [{"recipientId": "1", "name": "Rita", "email": "rita@example.org", "clientUserId": "7"}]},
)
envelope = attempt("create_envelope", lambda: envelopes.create_envelope(account, envelope_definition=definition)).envelope_id
attempt("get_envelope", lambda: envelopes.get_envelope(account, envelope))
attempt("list_recipients", lambda: envelopes.list_recipients(account, envelope))
attempt("list_status_changes", lambda: envelopes.list_status_changes(account, from_date="2026-01-01"))
attempt("list_documents", lambda: envelopes.list_documents(account, envelope))

attempt("get_document", lambda: envelopes.get_document(account, "1", envelope).decode())
view = RecipientViewRequest(
    return_url="https://app.example/", authentication_method="none", user_name="Rita", email="rita@example.org", client_user_id="7"
)
attempt("create_recipient_view", lambda: envelopes.create_recipient_view(account, envelope, recipient_view_request=view))
attempt("no such envelope", lambda: envelopes.get_envelope(account, "00000000-0000-4000-8000-000000000000"))
attempt("list users", lambda: UsersApi(client).list(account, email="twin@example.com"))
print(json.dumps(results, default=vars))
