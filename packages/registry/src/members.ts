import { listsModel, modelId, modelInfo, type AsyncGeneratorProvider, type Model, type ProviderInfo, type RunInit } from '@g4f/core';
import type { Flags } from './criteria.ts';
import { flagsOf } from './known-model.ts';
import { isLocal } from './local.ts';

/** Those whom a route may ask, in order. */
export type Members = readonly [AsyncGeneratorProvider, ...AsyncGeneratorProvider[]];

/** Stands in a route for the first model of whoever answers. Members need not share one, so no model's own name can say it. */
export const eachOwnModel = 'the first model of each member';

const targetOf = ({ aliases = {} }: ProviderInfo, name: string): string | undefined => (Object.hasOwn(aliases, name) ? aliases[name] : undefined);
const knows = (member: ProviderInfo, name: string): boolean => listsModel(member, name) || targetOf(member, name) !== undefined;

/**
 * Those who have a model: who list it or have an alias of that name; if nobody does, those who ask their upstream for models.
 * Everybody for no model in particular.
 */
export function membersWith(members: Members, model: string | undefined): readonly AsyncGeneratorProvider[] {
  if (model === undefined) return members;
  const able = members.filter((member) => knows(member, model));
  return able.length > 0 ? able : members.filter(({ listModels }) => listModels !== undefined);
}

/** What a member knows of a model, by any of its names. */
function modelOf(member: ProviderInfo, name: string | undefined): { readonly flags: Flags; readonly contextWindow: number | undefined } {
  const info = modelInfo(member, name === undefined ? modelId(member.models[0]) : (targetOf(member, name) ?? name));
  return { flags: { ...flagsOf(member), ...flagsOf(info) }, contextWindow: info.contextWindow };
}

/** Flags of which a single no decides: a need is one, and a promise holds, only where all have it. */
const needAll = ['needsAuth', 'local'];

/** What can be said of several together: yes where one says so, no where all do. */
function mergeFlags(several: readonly Flags[]): Flags {
  const names = [...new Set(several.flatMap((flags) => Object.keys(flags)))];
  return Object.fromEntries(
    names.flatMap((name) => {
      const decisive = !needAll.includes(name);
      if (several.some((flags) => flags[name] === decisive)) return [[name, decisive]];
      return several.every((flags) => flags[name] === !decisive) ? [[name, !decisive]] : [];
    }),
  );
}

/** One model of a route. Its flags stand where they differ from the route's. */
function mergeModel(id: string, own: Flags, route: Flags, windows: readonly (number | undefined)[]): Model {
  const known = windows.filter((window) => window !== undefined);
  const flags = Object.entries(route).flatMap(([flag, value]) => (own[flag] === value || (own[flag] === undefined && !value) ? [] : [[flag, own[flag] ?? false] as const]));
  const others = Object.entries(own).filter(([flag]) => !(flag in route));
  const more = [...flags, ...others];
  if (more.length === 0 && known.length === 0) return id;
  return { ...Object.fromEntries(more), id, ...(known.length === 0 ? {} : { contextWindow: Math.max(...known) }) };
}

/** A route is on this machine where all of it is. Said only where its address, which is that of its first member, says something else. */
function localOf(members: Members): Flags {
  const local = members.every((member) => isLocal(member) === true);
  return (isLocal({ ...members[0], local: undefined }) === true) === local ? {} : { local };
}

/** All that is known about several providers together, without an id; `eachOwn` is the model that stands for each one's first. */
export function mergeInfo(members: Members): Omit<ProviderInfo, 'id'> & { readonly eachOwn: Model } {
  const aliases = new Map<string, string>();
  const ids = new Set(members.flatMap(({ models }) => models.map(modelId)));
  for (const member of members) {
    for (const [name, target] of Object.entries(member.aliases ?? {})) {
      // A name that means something else to another member stays as it is, for each to read in its own way: it is a model here.
      if (ids.has(name) || (aliases.get(name) ?? target) !== target) ids.add(name);
      else aliases.set(name, target);
    }
  }
  for (const name of ids) aliases.delete(name);

  const merged = new Map([...ids].map((name) => [name, members.filter((member) => knows(member, name)).map((member) => modelOf(member, name))]));
  const firsts = members.map((member) => modelOf(member, undefined));
  const route = mergeFlags([...merged.values()].flat().map(({ flags }) => flags));
  const modelFrom = (id: string, several: typeof firsts): Model =>
    mergeModel(id, mergeFlags(several.map(({ flags }) => flags)), route, several.map(({ contextWindow }) => contextWindow));
  const [first, ...others] = [...merged].map(([id, several]) => modelFrom(id, several));
  return {
    ...route,
    ...localOf(members),
    url: members[0].url,
    models: [first ?? eachOwnModel, ...others],
    ...(aliases.size === 0 ? {} : { aliases: Object.fromEntries(aliases) }),
    eachOwn: modelFrom(eachOwnModel, firsts),
  };
}

/** Asks every member for its models, if one of them can be asked. */
export function listerOf(members: Members): ((init?: RunInit) => Promise<readonly Model[]>) | undefined {
  if (members.every(({ listModels }) => listModels === undefined)) return undefined;
  return async (init) => {
    const asked = await Promise.all(members.map(({ listModels, models }) => (listModels === undefined ? Promise.resolve(models) : listModels(init))));
    const all = asked.flat();
    return all.filter((model, index) => all.findIndex((other) => modelId(other) === modelId(model)) === index);
  };
}
