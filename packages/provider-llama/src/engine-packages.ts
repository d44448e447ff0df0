/** The engine that is fetched where an app has none of its own. A test holds it to the one that ours are run with. */
export const engineVersion = '3.22.1';

/** Where the prebuilt engine for a platform is: computing on the processor, and on the graphics card of a Mac. */
const binaries: { readonly [platform: string]: string } = {
  'darwin-arm64': 'mac-arm64-metal',
  'darwin-x64': 'mac-x64',
  'linux-arm': 'linux-armv7l',
  'linux-arm64': 'linux-arm64',
  'linux-x64': 'linux-x64',
  'win32-arm64': 'win-arm64',
  'win32-x64': 'win-x64',
};

/**
 * The npm packages of the engine for a platform, with their versions. What it would bring along by itself are its engines for every
 * graphics card: ten times as much.
 */
export function enginePackages(platform: string = process.platform, arch: string = process.arch): readonly string[] {
  const binary = binaries[`${platform}-${arch}`];
  return [`node-llama-cpp@${engineVersion}`, ...(binary === undefined ? [] : [`@node-llama-cpp/${binary}@${engineVersion}`])];
}
