//! What stands where the key should be, and the sentence that says so.

use docusign_jwt::{Code, PrivateKey};

use crate::{assert_refused, body, pem, refused};

#[test]
fn placeholders_of_tools_are_named() {
    for masked in [
        "[SENSITIVE]",
        "[REDACTED]",
        "[Filtered]",
        "<redacted>",
        "<sensitive>",
        "(sensitive value)",
        "***",
        "********",
        "••••••••",
        "xxxxxxxxxxxx",
        "...",
        "…",
        "REDACTED",
        "__REDACTED__",
        "{{ REDACTED }}",
        "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER",
        "[secure]",
        "MIIE****************************",
        "\"[SENSITIVE]\"",
        "***\n***",
        "[hidden]",
    ] {
        assert_refused(masked, Code::KeyUnrecognized, "mask that a tool shows");
    }
    for inside in ["***", "[REDACTED]", "...", "MIIEpAIBAAKCAQEA...", "<your key>", "${KEY}", "xxx"]
    {
        let label = "RSA PRIVATE KEY-----";
        let pem = format!("-----BEGIN {label}\n{inside}\n-----END {label}");
        assert_refused(pem, Code::KeyUnrecognized, "mask that a tool shows");
    }
}

#[test]
fn placeholders_that_nothing_replaced_are_named() {
    for name in [
        "${PRIVATE_KEY}",
        "$DOCUSIGN_KEY",
        "$(PRIVATE_KEY)",
        "%PRIVATE_KEY%",
        "{{ secrets.KEY }}",
        "${{ secrets.DOCUSIGN_KEY }}",
        "{{ .Values.docusign.privateKey | b64enc }}",
        "#{PRIVATE_KEY}#",
        "<%= ENV['PRIVATE_KEY'] %>",
        "__PRIVATE_KEY__",
        "@@PRIVATE_KEY@@",
        "((private-key))",
        "{PRIVATE_KEY}",
        "!Ref PrivateKey",
        "secrets.DOCUSIGN_KEY",
        "process.env.DOCUSIGN_PRIVATE",
        "changeme",
        "change-me",
        "replace_me",
        "TODO",
        "your-key-here",
        "PASTE_YOUR_KEY_HERE",
        "dummy",
        "DOCUSIGN_PRIVATE_KEY_2",
        "<private key>",
    ] {
        assert_refused(name, Code::KeyUnrecognized, "placeholder or the name");
    }
}

#[test]
fn references_to_a_secret_are_named() {
    for reference in [
        "op://vault/docusign/key",
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:docusign-AbCdEf",
        "projects/x/secrets/docusign/versions/latest",
        "@Microsoft.KeyVault(SecretUri=https://x.vault.azure.net/secrets/docusign)",
        "@Microsoft.KeyVault(VaultName=x;SecretName=docusign)",
        "https://x.vault.azure.net/secrets/docusign",
        "vault:secret/data/docusign#key",
        "{{resolve:secretsmanager:docusign:SecretString:key}}",
        "${ssm:/docusign/key}",
        "ssm:/docusign/name",
        "ref+awssecrets://docusign",
        "doppler://project/config",
        "keyvault:docusign",
        "env:DOCUSIGN",
    ] {
        assert_refused(reference, Code::KeyUnrecognized, "reference to a secret");
        assert!(refused(reference).remedy().contains("Fetch"), "{reference}");
    }
}

#[test]
fn values_that_a_tool_has_encrypted_are_named() {
    for encrypted in [
        "ENC[AES256_GCM,data:p673w==,iv:YY=,aad:UQ=,tag:A=]",
        "$ANSIBLE_VAULT;1.1;AES256\n6162633132330a\n6162633132330a",
        "{cipher}682bc583f4641835fa2db009355293665d2647dade3375c0ee201de2a49f7bda",
        "encrypted:BDqDBibm4wsYqMpCjTQ6BsDHmMadg9K3dAt",
    ] {
        assert_refused(encrypted, Code::KeyUnrecognized, "encrypted");
    }
}

/// Marks of a placeholder around a key that is there.
#[test]
fn a_key_among_such_words_is_read() {
    for text in [
        format!("*** my secret key ***\n{}", pem()),
        format!("# [SENSITIVE] changeme\n{}", pem()),
        format!("arn:aws:secretsmanager:x {}", pem()),
        format!("secret:{}", body(&pem()).replace('\n', "")),
        format!("vault:{}", pem()),
    ] {
        assert!(PrivateKey::parse(&text).is_ok(), "{text}");
    }
}
