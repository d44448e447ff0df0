import { describe, expect, test } from 'vitest';
import { packages } from '../build/packages.js';
import { metadataFaults, readPackage } from './package-metadata.js';

test.each(packages.map(({ folder, name }) => [name, folder]))('%s says on npm what it is, how it is had, and where to turn', (_, folder) => {
  expect(metadataFaults(...readPackage(folder))).toEqual([]);
});

describe('a package', () => {
  const [folder, manifest, readme] = readPackage(packages.find(({ name }) => name === '@g4f/core').folder);

  test.each([
    ['that says nothing of itself', { description: '' }, readme, /^description is ""/],
    ['whose description does not end', { description: 'A very good package, and' }, readme, /^description is/],
    ['without a keyword', { keywords: ['llm'] }, readme, /^keywords lack/],
    ['with a keyword twice', { keywords: ['g4f', 'llm', 'llm'] }, readme, /twice$/],
    ['with another home', { homepage: 'https://example.com' }, readme, /^homepage is https:\/\/example\.com$/],
    ['with nowhere for bugs', { bugs: undefined }, readme, /^bugs is undefined$/],
    ['of another folder', { repository: { ...manifest.repository, directory: 'packages/other' } }, readme, /^repository is not/],
    ['with an author of its own', { author: 'me' }, readme, /^it names an author/],
    ['with a README of another name', {}, readme.replace('# @g4f/core', '# core'), /does not begin with/],
    ['that does not say how it is installed', {}, readme.replace('npm install', 'npm remove'), /how it is installed/],
    ['that leads nowhere', {}, '# @g4f/core\n\n```sh\nnpm install @g4f/core\n```\n', /leads nowhere$/],
  ])('%s is told so', (_, change, text, words) => {
    expect(metadataFaults(folder, { ...manifest, ...change }, text)).toEqual([expect.stringMatching(words)]);
  });
});
