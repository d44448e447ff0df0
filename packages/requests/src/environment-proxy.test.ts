import fc from 'fast-check';
import { expect, test } from 'vitest';
import { environmentProxy } from './environment-proxy.ts';
import type { Environment } from './environment.ts';
import { isExempt } from './no-proxy.ts';

const proxyOf = (url: string, env: Environment): string | undefined => environmentProxy(new URL(url), env)?.host;
const http = 'http://upstream.test/';
const https = 'https://upstream.test/';

test.each<[string, Environment, string | undefined, string | undefined]>([
  ['nothing', {}, undefined, undefined],
  ['each scheme its own', { http_proxy: 'http://a:1', https_proxy: 'http://b:2' }, 'a:1', 'b:2'],
  ['the one for http never for https', { http_proxy: 'http://a:1' }, 'a:1', undefined],
  ['all_proxy for the rest', { https_proxy: 'http://b:2', ALL_PROXY: 'socks5://c:3' }, 'c:3', 'b:2'],
  ['capitals', { HTTP_PROXY: 'http://a:1', HTTPS_PROXY: 'http://b:2' }, 'a:1', 'b:2'],
  ['small letters first', { HTTPS_PROXY: 'http://A:1', https_proxy: 'http://b:2', ALL_PROXY: 'http://A:1', all_proxy: 'http://b:2' }, 'b:2', 'b:2'],
  ['an empty one as unset', { https_proxy: '', HTTPS_PROXY: ' ', all_proxy: 'http://c:3' }, 'c:3', 'c:3'],
  ['an address without a scheme as http', { all_proxy: ' user:secret@c:3 ' }, 'c:3', 'c:3'],
  ['a header of a CGI request for nothing', { HTTP_PROXY: 'http://evil:1', REQUEST_METHOD: 'GET' }, undefined, undefined],
  ['nothing that is exempt', { all_proxy: 'http://c:3', NO_PROXY: 'upstream.test' }, undefined, undefined],
  ['the small no_proxy first', { all_proxy: 'http://c:3', no_proxy: 'other.test', NO_PROXY: '*' }, 'c:3', 'c:3'],
])('takes %s', (_, env, forHttp, forHttps) => {
  expect([proxyOf(http, env), proxyOf(https, env)]).toEqual([forHttp, forHttps]);
});

test.each(['ftp://user:secret@c:3', 'user secret'])('names the variable of a proxy that cannot be used, not its value: %s', (value) => {
  expect(() => proxyOf(https, { HTTPS_PROXY: value })).toThrow(
    expect.objectContaining({ code: 'invalid-request', message: expect.stringMatching(/^HTTPS_PROXY in the environment is (?!.*secret)/) }),
  );
});

test.each<[string, string, readonly string[], readonly string[]]>([
  ['a name and all below it', 'Example.com', ['http://example.com', 'https://a.b.EXAMPLE.com', 'http://example.com.:8080'], ['http://notexample.com', 'http://example.com.evil.test', 'http://com']],
  ['the same with a dot before it', '.example.com', ['http://example.com', 'http://a.example.com'], ['http://notexample.com']],
  ['the same with a star before it', '*.example.com.', ['http://example.com', 'http://a.example.com'], ['http://notexample.com']],
  ['everything', 'a.test, *', ['http://b.test', 'http://127.0.0.1', 'http://[::1]'], []],
  ['a port of everything', '*:8080', ['http://b.test:8080'], ['http://b.test']],
  ['a port', 'a.test:443', ['https://a.test', 'http://a.test:443', 'https://b.a.test'], ['http://a.test', 'https://a.test:8443']],
  ['the default port of http', 'a.test:80', ['http://a.test'], ['https://a.test']],
  ['several, between commas or blanks', ' a.test,,b.test\tc.test ', ['http://a.test', 'http://b.test', 'http://c.test'], ['http://d.test']],
  ['an address', '10.0.0.1', ['http://10.0.0.1', 'http://10.0.0.1:8080'], ['http://110.0.0.1', 'http://10.0.0.10']],
  ['no part of an address', '0.1', [], ['http://10.0.0.1']],
  ['an address of IPv6, bare', '0:0::1', ['http://[::1]', 'http://[::1]:8080'], ['http://[::2]']],
  ['one in brackets, with a port', '[::1]:8080', ['http://[::1]:8080'], ['http://[::1]']],
  ['a range', '10.1.0.0/16', ['http://10.1.2.3', 'http://10.1.255.255:8080'], ['http://10.2.0.1', 'http://upstream.test', 'http://[::1]']],
  ['a range of IPv6', 'fd00::/8', ['http://[fd12::1]'], ['http://[fe80::1]', 'http://10.0.0.1']],
  ['a range that is none', '10.0.0.0/99 a/b 10.0.0.0/', [], ['http://10.0.0.1', 'http://a']],
  ['nothing', ' , ', [], ['http://a.test']],
  ['this machine only where it is listed', 'localhost', ['http://localhost:11434'], ['http://127.0.0.1', 'http://[::1]']],
])('exempts %s', (_, rules, exempt, others) => {
  expect(exempt.filter((url) => !isExempt(new URL(url), rules))).toEqual([]);
  expect(others.filter((url) => isExempt(new URL(url), rules))).toEqual([]);
});

const host = fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6().map((address) => `[${address}]`));
const parses = (text: string): boolean => URL.canParse(`http://${text}/`);

test('exempts every host that is listed, alone or among anything else, and what is below a name', () => {
  fc.assert(
    fc.property(host.filter(parses), fc.integer({ min: 1, max: 65_535 }), fc.array(fc.string()), (name, port, others) => {
      const url = new URL(`http://${name}:${port}/`);
      expect(isExempt(url, [...others, name].join(','))).toBe(true);
      expect(isExempt(url, [`${name}:${port}`, ...others].join(' '))).toBe(true);
      expect(isExempt(url, `${name}:${port === 1 ? 2 : port - 1}`)).toBe(false);
      expect(isExempt(url, `${name}:${port}0`)).toBe(false);
    }),
  );
});

test('takes any rules and any environment, and fails in one way only', () => {
  const unit = fc.constantFrom('a', '.', '*', ':', '[', ']', '/', '1', '::', ',', ' ', '10.0.0.0', '8', 'socks5://', '@', '%');
  const value = fc.oneof(fc.string(), fc.string({ unit }));
  fc.assert(
    fc.property(fc.constantFrom(http, https, 'http://10.0.0.1', 'http://[::1]:80'), value, value, (url, all_proxy, no_proxy) => {
      try {
        environmentProxy(new URL(url), { all_proxy, no_proxy });
      } catch (error) {
        expect(error).toMatchObject({ code: 'invalid-request' });
      }
    }),
  );
});
