import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Endpoint } from '../endpoint.ts';
import { GatewayError } from '../gateway-error.ts';
import { contentTypes } from './content-types.ts';
import type { Page } from './page.ts';
import { createPageFile, type PageFile } from './page-file.ts';

const nothing = (): never => {
  throw new GatewayError('the page has no such file', { status: 404 });
};

/**
 * Makes the page of a gateway from a folder of built files: `index.html`, what lies beside it, and `assets/`, whose names change with
 * their content. Only files that were in the folder when it was made are served, so that no address leads out of it.
 *
 * @throws Error where the folder has no `index.html`
 * @example
 * const gateway = createGateway({ providers, page: createPage(pageFolder) });
 */
export function createPage(folder: string): Page {
  const names = new Set(readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/')));
  const files = new Map<string, PageFile>([...names].filter((name) => path.extname(name) in contentTypes).map((name) => [name, createPageFile(folder, name, names, name.startsWith('assets/'))]));
  const document = files.get('index.html');
  if (document === undefined) throw new Error(`there is no index.html in ${folder}: build the page first`);

  /** Who may not ask the gateway is not shown the page either, but for keys: they are asked for on the page. */
  const guarded = (find: (call: Parameters<Endpoint['handle']>[0]) => PageFile): Endpoint['handle'] => async (call, { access }) => {
    if (!access.hasKeys) await access.identify(call.request);
    return find(call).answer(call.request);
  };
  const beside = [...files.keys()].filter((name) => !name.includes('/') && name !== 'index.html');
  const endpoints = beside.map((name): Endpoint => ({ method: 'GET', path: `/${name}`, isOpen: true, handle: guarded(() => files.get(name) ?? nothing()) }));
  const assets: Endpoint = { method: 'GET', path: '/assets/:name', isOpen: true, handle: guarded(({ parameters }) => files.get(`assets/${parameters['name'] ?? ''}`) ?? nothing()) };
  return { document: guarded(() => document), endpoints: [...endpoints, assets] };
}
