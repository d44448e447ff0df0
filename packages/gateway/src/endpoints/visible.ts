import { modelId, type AsyncGeneratorProvider } from '@g4f/core';
import type { Caller } from '../access.ts';
import { allowsModel } from '../access/allows-model.ts';

/** Every name by which a client may ask for one of a provider's models. */
const namesOf = ({ id, aliases = {} }: AsyncGeneratorProvider, model: string): readonly string[] =>
  [model, ...Object.keys(aliases).filter((alias) => aliases[alias] === model)].flatMap((name) => [name, `${id}/${name}`]);

/** Whether a caller may know of a model: by one of its names it may be asked for. */
export const maySeeModel = (caller: Caller, provider: AsyncGeneratorProvider, model: string): boolean =>
  caller.models === undefined || namesOf(provider, model).some((name) => allowsModel(caller, name));

/** Whether a caller may know of a provider: it may ask for one of its models, or for those that are not listed. */
export const maySee = (caller: Caller, provider: AsyncGeneratorProvider): boolean =>
  caller.models === undefined || provider.models.some((model) => maySeeModel(caller, provider, modelId(model))) || allowsModel(caller, `${provider.id}/`);
