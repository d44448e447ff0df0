/**
 * The self-signed certificate of every TLS server here: for `127.0.0.1`, `::1`, `localhost`, `upstream.test` and `aibn.test`,
 * good until 2126. Its key is public, so trust it in a test's own client only (`ca: certificate.cert`). Both are PEM.
 *
 * Made with `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -days 36500`.
 */
export const certificate = {
  cert: `-----BEGIN CERTIFICATE-----
MIIB2zCCAYGgAwIBAgIUX/O6IPzY+QNTbxC89Puy2TgbyO8wCgYIKoZIzj0EAwIw
HTEbMBkGA1UEAwwSQGc0ZiBsb29wYmFjayB0ZXN0MCAXDTI2MTEyMzAyMDA1N1oY
DzIxMjYxMDMwMDIwMDU3WjAdMRswGQYDVQQDDBJAZzRmIGxvb3BiYWNrIHRlc3Qw
WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASetreKrW868ijW5sRaLdew8b98EMBi
OKD3cmlvEYxvFiN7l3+Gc61BPZFDiZi8JtaV/wMS3qR8lYMYfvu6Le6Ro4GcMIGZ
MB0GA1UdDgQWBBTUi7cgWsmI738JM7U3TkhyaeUhJDAfBgNVHSMEGDAWgBTUi7cg
WsmI738JM7U3TkhyaeUhJDAPBgNVHRMBAf8EBTADAQH/MEYGA1UdEQQ/MD2HBH8A
AAGHEAAAAAAAAAAAAAAAAAAAAAGCCWxvY2FsaG9zdIINdXBzdHJlYW0udGVzdIIJ
YWlibi50ZXN0MAoGCCqGSM49BAMCA0gAMEUCIQC1Sm5WQ5hZ9wx56BV1kF9W59TH
7gwcaB7DDpDYwy0LYgIgU+wt6M+O9i6nMj9vEZM/svWKLViimZI6l1lSfYWpNxs=
-----END CERTIFICATE-----`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg6sy3cxWb9wceeG3e
TcKLUJEKNE4/dz/dCGw4s5G0bBOhRANCAASetreKrW868ijW5sRaLdew8b98EMBi
OKD3cmlvEYxvFiN7l3+Gc61BPZFDiZi8JtaV/wMS3qR8lYMYfvu6Le6R
-----END PRIVATE KEY-----`,
} as const;
