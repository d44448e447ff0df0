import { ProviderError, type AsyncGeneratorProvider, type DispatcherLike } from '@g4f/core';
import { askOnce, type AskInit } from '@g4f/registry/routes';
import { failureOf } from './failure-of.ts';

/** Lets nothing out of this process. */
const nowhere: DispatcherLike = {
  dispatch() {
    throw new ProviderError('nothing is asked', { code: 'upstream' });
  },
};

/** Without the cures that are code: the first is what a shell can do. */
export const withoutCode = (message: string): string => message.replace(/,.*/s, '');

/**
 * Why a provider that is not declared to be working is not asked, and the cure. One that needs a key says itself which, before it opens
 * a connection: it is asked without one that leads anywhere.
 */
export async function whyNotAsked(provider: AsyncGeneratorProvider, init: AskInit): Promise<string> {
  const { id, url, needsAuth } = provider;
  if (needsAuth === true) {
    const stop = new AbortController();
    const onStage = (stage: string): void => {
      if (stage === 'connecting') stop.abort();
    };
    const signal = AbortSignal.any([init.signal, stop.signal]);
    try {
      const { error } = await askOnce(provider, { messages: [{ role: 'user', content: '-' }] }, { ...init, signal, dispatcher: nowhere, onStage });
      if (error?.code === 'unauthorized' && error.status === undefined) return withoutCode(failureOf(error).message);
    } catch {
      init.signal.throwIfAborted();
    }
  }
  return `is not declared to be working (${url}); -p ${id} asks it all the same`;
}
