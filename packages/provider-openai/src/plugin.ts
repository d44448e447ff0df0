import type { Plugin } from '@g4f/core';
import { createPreset } from './create-preset.ts';
import { findLocal } from './find-local.ts';
import { hostedPresets } from './hosted-presets.ts';
import { localPresets } from './local-presets.ts';

const idsOf = <P extends object>(presets: P): readonly (keyof P & string)[] => Object.keys(presets) as (keyof P & string)[];

/** Every hosted service, each with the key of its own variable, and those servers of this machine that answer at their port. */
const plugin = (async (env) => {
  const local = idsOf(localPresets).map((id) => findLocal(id, env));
  return [...idsOf(hostedPresets).map((id) => createPreset(id, { env })), ...(await Promise.all(local))];
}) satisfies Plugin;

export default plugin;
