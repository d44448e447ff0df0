import { modelId, ProviderError, type AsyncGeneratorProvider, type ChatRequest } from '@g4f/core';
import type { Admission } from '../health/health.ts';
import { knownModel, type KnownModel } from '../known-model.ts';
import type { ModelCatalogue } from '../model-catalogue.ts';
import { requirementsOf, unmetBy, type Requirements } from '../requirements.ts';

/** Looks up what is known of a member's model, and keeps it for the models that members list: reading it takes longer than the rest of a hop. */
export function createKnown(): (member: AsyncGeneratorProvider, model: string, catalogue: ModelCatalogue | undefined) => KnownModel {
  let from: ModelCatalogue | undefined;
  let known = new Map<AsyncGeneratorProvider, Map<string, KnownModel>>();
  return (member, model, catalogue) => {
    if (from !== catalogue) {
      from = catalogue;
      known = new Map();
    }
    const models = known.get(member) ?? new Map<string, KnownModel>();
    known.set(member, models);
    const kept = models.get(model);
    if (kept !== undefined) return kept;
    const read = knownModel(member, model, catalogue);
    if (member.models.some((each) => modelId(each) === model)) models.set(model, read);
    return read;
  };
}

/** Says why a member cannot take a request at all, before it is asked. */
export function createUnmet(request: ChatRequest): (member: AsyncGeneratorProvider, known: KnownModel) => ProviderError | undefined {
  let requirements: Requirements | undefined;
  return ({ id }, known) => {
    const reasons = unmetBy(known, (requirements ??= requirementsOf(request)));
    if (reasons.length === 0) return undefined;
    const code = reasons.every((reason) => reason.code === 'context') ? 'too-large' : 'unsupported';
    return new ProviderError(reasons.map(({ message }) => message).join('; '), { code, provider: id });
  };
}

/** The error of a member whose circuit is open: that of its last failure, and how long to wait. */
export function circuitError({ id }: AsyncGeneratorProvider, { code, message, retryAfter }: Extract<Admission, { readonly isAllowed: false }>): ProviderError {
  const words = message.startsWith(`${id}: `) ? message.slice(id.length + 2) : message;
  return new ProviderError(`is not asked for ${retryAfter} ms more, since it failed: ${words}`, { code, provider: id, retryAfter });
}
