import type { CreateTransportOptions, CustomTlsOptions } from 'wreq-js';
import type { Browser } from '../impersonate/browsers.ts';

/** As in lexiforest/curl-impersonate (MIT), chrome_107.0.5304.107_win10. The engine's own profile has them too, but shuffles the extensions. */
const chrome107Tls: CustomTlsOptions = {
  alpnProtocols: ['HTTP2', 'HTTP1'],
  alpsProtocols: ['HTTP2'],
  alpsUseNewCodepoint: false,
  minTlsVersion: '1.2',
  maxTlsVersion: '1.3',
  permuteExtensions: false,
  greaseEnabled: true,
  enableEchGrease: false,
  enableOcspStapling: true,
  enableSignedCertTimestamps: true,
  aesHwOverride: true,
  curvesList: 'X25519:P-256:P-384',
  cipherList: [
    ...['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'],
    ...['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
    ...['TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384', 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'],
    ...['TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256', 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256'],
    ...['TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA', 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA'],
    ...['TLS_RSA_WITH_AES_128_GCM_SHA256', 'TLS_RSA_WITH_AES_256_GCM_SHA384', 'TLS_RSA_WITH_AES_128_CBC_SHA', 'TLS_RSA_WITH_AES_256_CBC_SHA'],
  ].join(':'),
  sigalgsList: [
    ...['ecdsa_secp256r1_sha256', 'rsa_pss_rsae_sha256', 'rsa_pkcs1_sha256', 'ecdsa_secp384r1_sha384'],
    ...['rsa_pss_rsae_sha384', 'rsa_pkcs1_sha384', 'rsa_pss_rsae_sha512', 'rsa_pkcs1_sha512'],
  ].join(':'),
  certificateCompressionAlgorithms: ['brotli'],
};

/** Headers in Chrome's order, in its spelling over HTTP/1.1. What a script adds comes behind them, but for `Content-Type`. */
const chromeOrder = [
  ...['Host', 'Connection', 'Content-Length', 'sec-ch-ua', 'Content-Type', 'sec-ch-ua-mobile', 'User-Agent', 'sec-ch-ua-platform'],
  ...['Accept', 'Origin', 'Sec-Fetch-Site', 'Sec-Fetch-Mode', 'Sec-Fetch-Dest', 'Referer', 'Accept-Encoding', 'Accept-Language', 'Cookie'],
];

/** What the engine is told of each browser. HTTP/2 is that of its own profiles. */
export const engineProfiles: { readonly [B in Browser]: CreateTransportOptions } = {
  chrome107: { browser: 'chrome_107', os: 'windows', emulation: { tlsOptions: chrome107Tls, origHeaders: chromeOrder } },
};
