//! TLS certificates: an authority for the lifetime of the server, and the server's certificate.

use anyhow::Result;
use rcgen::{
    BasicConstraints, Certificate, CertificateParams, CidrSubnet, DnType, GeneralSubtree, IsCa,
    Issuer, KeyIdMethod, KeyUsagePurpose, NameConstraints, PublicKeyData, SerialNumber, SigningKey,
};

/// The names of the server: of this machine, and Docusign's, for tests that redirect them here.
const NAMES: [&str; 6] = [
    "localhost",
    "127.0.0.1",
    "::1",
    "account-d.docusign.com",
    "account.docusign.com",
    "*.docusign.net",
];

/// The authority's certificate, and the server's.
pub struct Certificates {
    pub authority: Certificate,
    pub server: Certificate,
}

/// Certifies the server's key. The authority is limited to these names.
pub fn certify(
    authority_key: &impl SigningKey,
    server_key: &impl PublicKeyData,
    random: [[u8; 16]; 2],
) -> Result<Certificates> {
    let [authority_random, server_random] = random;
    let mut authority = CertificateParams::new(Vec::new())?;
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    authority.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    authority.distinguished_name.push(DnType::CommonName, "docusign-emulator, not to be trusted");
    authority.serial_number = Some(SerialNumber::from_slice(&authority_random));
    authority.key_identifier_method = KeyIdMethod::PreSpecified(authority_random.to_vec());
    authority.name_constraints = Some(NameConstraints {
        permitted_subtrees: vec![
            GeneralSubtree::DnsName("localhost".to_owned()),
            GeneralSubtree::DnsName("docusign.com".to_owned()),
            GeneralSubtree::DnsName("docusign.net".to_owned()),
            GeneralSubtree::IpAddress(CidrSubnet::V4([127, 0, 0, 0], [255, 0, 0, 0])),
            GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(
                std::net::Ipv6Addr::LOCALHOST.into(),
                128,
            )),
        ],
        excluded_subtrees: Vec::new(),
    });
    let authority_certificate = authority.self_signed(authority_key)?;
    let mut server = CertificateParams::new(NAMES.map(str::to_owned).to_vec())?;
    server.distinguished_name.push(DnType::CommonName, "docusign-emulator");
    server.serial_number = Some(SerialNumber::from_slice(&server_random));
    server.key_identifier_method = KeyIdMethod::PreSpecified(server_random.to_vec());
    let server = server.signed_by(server_key, &Issuer::new(authority, authority_key))?;
    Ok(Certificates { authority: authority_certificate, server })
}
