/** What is published runs on this Node and on later ones. A test holds it to package.json. */
export const oldestNode = '22.19.0';

const numbers = (version: string): readonly number[] => version.split('.').map(Number);

/** Why a Node cannot run this; nothing where it can. */
export function oldNode(version: string): string | undefined {
  const [major = 0, minor = 0] = numbers(version);
  const [oldestMajor = 0, oldestMinor = 0] = numbers(oldestNode);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return `g4f: needs Node ${oldestNode} or later, and this is ${version}; with it: npx -y -p node@24 -p @g4f/cli g4f`;
}
