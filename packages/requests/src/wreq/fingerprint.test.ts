import { once } from 'node:events';
import { createSecureServer, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { certificate, listen, listenRaw } from '@g4f/testkit/servers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isWhole, named, numbers, parseClientHello, reader, type ClientHello } from '../../test/client-hello.ts';
import { hasEngine, trustTestCertificate } from '../../test/engine.ts';
import fixture from '../../test/fixtures/chrome107.json' with { type: 'json' };
import { failure } from '../../test/read.ts';
import { closePools, StreamSession } from '../index.ts';

trustTestCertificate();
afterAll(closePools);

const ask = async (url: string, json: unknown = {}): Promise<string> => {
  await using session = new StreamSession({ impersonate: 'chrome107' });
  return await (await session.post(url, { json })).text();
};

/** By IANA code point. */
const extensionNames = new Map<number, string>([
  [0, 'server_name'],
  [5, 'status_request'],
  [10, 'supported_groups'],
  [11, 'ec_point_formats'],
  [13, 'signature_algorithms'],
  [16, 'application_layer_protocol_negotiation'],
  [18, 'signed_certificate_timestamp'],
  [21, 'padding'],
  [23, 'extended_master_secret'],
  [27, 'compress_certificate'],
  [35, 'session_ticket'],
  [43, 'supported_versions'],
  [45, 'psk_key_exchange_modes'],
  [51, 'key_share'],
  [17513, 'application_settings'],
  [65281, 'renegotiation_info'],
]);
const tlsVersions = new Map<number | string, string>([
  [0x0301, 'TLS 1.0'],
  [0x0303, 'TLS 1.2'],
  [0x0304, 'TLS 1.3'],
]);

describe.skipIf(!hasEngine)('the ClientHello', () => {
  let hello: ClientHello;
  beforeAll(async () => {
    let bytes = Buffer.alloc(0);
    await using server = await listenRaw((socket) => {
      socket.on('data', (chunk: Buffer) => {
        bytes = Buffer.concat([bytes, chunk]);
        if (isWhole(bytes)) socket.destroy();
      });
    });
    await failure(ask(server.url.replace('http://127.0.0.1', 'https://localhost')));
    hello = parseClientHello(bytes);
  });
  const names = (): string[] => hello.extensions.map(({ type }) => (named(type) === 'GREASE' ? 'GREASE' : (extensionNames.get(type) ?? String(type))));
  const data = (name: string): Buffer => hello.extensions.find(({ type }) => extensionNames.get(type) === name)?.data ?? Buffer.alloc(0);
  const { tls } = fixture;

  test('has the versions, the session id and the compression of the browser', () => {
    expect([tlsVersions.get(hello.recordVersion), tlsVersions.get(hello.version)]).toEqual([tls.recordVersion, tls.handshakeVersion]);
    expect(hello.sessionIdLength).toBe(tls.sessionIdLength);
    expect(hello.compressionMethods).toEqual(tls.compressionMethods);
  });

  test('has its cipher suites, in its order', () => {
    expect(hello.cipherSuites.map(named)).toEqual(tls.cipherSuites);
  });

  test('has its extensions, in its order', () => {
    expect(names()).toEqual(tls.extensions);
  });

  test('has its groups, point formats and signature algorithms', () => {
    expect(numbers(reader(data('supported_groups')).counted(2)).map(named)).toEqual(tls.supportedGroups);
    expect([...reader(data('ec_point_formats')).counted(1)]).toEqual(tls.ecPointFormats);
    expect(numbers(reader(data('signature_algorithms')).counted(2))).toEqual(tls.signatureAlgorithms);
  });

  test('has its key shares', () => {
    const shares = reader(reader(data('key_share')).counted(2));
    const groups: (number | string)[] = [];
    while (!shares.isAtEnd()) {
      groups.push(named(shares.number(2)));
      shares.counted(2);
    }
    expect(groups).toEqual(tls.keyShares);
  });

  test('has its TLS versions, PSK modes, certificate compression, ALPN and ALPS', () => {
    const versions = numbers(reader(data('supported_versions')).counted(1));
    expect(versions.map((value) => tlsVersions.get(value) ?? named(value))).toEqual(tls.supportedVersions);
    expect([...reader(data('psk_key_exchange_modes')).counted(1)]).toEqual(tls.pskKeyExchangeModes);
    expect(numbers(reader(data('compress_certificate')).counted(1))).toEqual(tls.certificateCompression);
    expect(protocols(data('application_layer_protocol_negotiation'))).toEqual(tls.alpn);
    expect(protocols(data('application_settings'))).toEqual(tls.alpsAlpn);
  });
});

function protocols(bytes: Buffer): string[] {
  const list = reader(reader(bytes).counted(2));
  const all: string[] = [];
  while (!list.isAtEnd()) all.push(list.counted(1).toString());
  return all;
}

const settingNames = ['', 'HEADER_TABLE_SIZE', 'ENABLE_PUSH', 'MAX_CONCURRENT_STREAMS', 'INITIAL_WINDOW_SIZE', 'MAX_FRAME_SIZE', 'MAX_HEADER_LIST_SIZE'];
const magic = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';

interface Frame {
  readonly type: number;
  readonly stream: number;
  readonly payload: Buffer;
}

/** The frames that are whole, behind the magic. */
function framesOf(bytes: Buffer): Frame[] {
  const frames: Frame[] = [];
  for (let at = magic.length; at + 9 <= bytes.length; ) {
    const length = bytes.readUIntBE(at, 3);
    if (at + 9 + length > bytes.length) break;
    frames.push({ type: bytes.readUInt8(at + 3), stream: bytes.readUInt32BE(at + 5), payload: bytes.subarray(at + 9, at + 9 + length) });
    at += 9 + length;
  }
  return frames;
}

test.skipIf(!hasEngine)('the HTTP/2 preface is that of the browser: settings, their order, and the window', async () => {
  let bytes = Buffer.alloc(0);
  const isHeaders = ({ type }: Frame): boolean => type === 1;
  const server = createTlsServer({ ...certificate, ALPNProtocols: ['h2'] }, (socket) => {
    socket.on('error', () => undefined).on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (framesOf(bytes).some(isHeaders)) socket.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  await failure(ask(`https://localhost:${(server.address() as AddressInfo).port}`));
  server.close();

  expect(bytes.subarray(0, magic.length).toString()).toBe(magic);
  const [settings, window] = framesOf(bytes);
  const pairs = reader(settings?.payload ?? Buffer.alloc(0));
  const sent: [string, number][] = [];
  while (!pairs.isAtEnd()) sent.push([settingNames[pairs.number(2)] ?? '', pairs.take(4).readUInt32BE()]);
  expect([settings?.type, settings?.stream]).toEqual([4, 0]);
  expect(sent).toEqual(Object.entries(fixture.http2.settings));
  expect([window?.type, window?.stream, window?.payload.readUInt32BE()]).toEqual([8, 0, fixture.http2.windowUpdate]);
});

const identity: { readonly [name: string]: string } = fixture.headers.identity;
const sameOrigin: { readonly [name: string]: string } = fixture.headers.sameOriginFetch;

test.skipIf(!hasEngine)('the headers over HTTP/2 are those of a same-origin fetch, behind the pseudo-headers in the order of the browser', async () => {
  let raw: string[] = [];
  const server = createSecureServer(certificate);
  server.on('stream', (stream: ServerHttp2Stream, _: unknown, __: unknown, received: string[]) => {
    raw = received;
    stream.respond();
    stream.end('x');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `https://localhost:${(server.address() as AddressInfo).port}`;
  expect(await ask(origin)).toBe('x');
  await closePools();
  server.close();

  const pairs = raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : []));
  expect(pairs.slice(0, 4).map(([name]) => name)).toEqual(fixture.http2.pseudoHeaderOrder);
  expect(Object.fromEntries(pairs.slice(4))).toEqual({
    ...identity,
    ...sameOrigin,
    origin,
    referer: `${origin}/`,
    'content-length': '2',
    'content-type': 'application/json',
  });
  expect(pairs.slice(4).map(([name]) => name)).toEqual([
    ...['content-length', 'sec-ch-ua', 'content-type', 'sec-ch-ua-mobile', 'user-agent', 'sec-ch-ua-platform', 'accept', 'origin'],
    ...['sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest', 'referer', 'accept-encoding', 'accept-language'],
  ]);
});

test.skipIf(!hasEngine)('the headers over HTTP/1.1 have the spelling of the browser', async () => {
  await using server = await listen((request, response) => void response.end(request.rawHeaders.filter((_, index) => index % 2 === 0).join()), { tls: true });
  expect(await ask(server.url)).toBe(
    'Host,Connection,Content-Length,sec-ch-ua,Content-Type,sec-ch-ua-mobile,User-Agent,sec-ch-ua-platform,Accept,Origin,' +
      'Sec-Fetch-Site,Sec-Fetch-Mode,Sec-Fetch-Dest,Referer,Accept-Encoding,Accept-Language',
  );
});
