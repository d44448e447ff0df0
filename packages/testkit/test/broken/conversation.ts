import type { ChatRequest, Message } from '@g4f/core';
import { changed, type BrokenProviders } from './break.ts';

/** Sends other messages than it was given, and may declare less than it does. */
const sending = (change: (messages: readonly Message[]) => readonly Message[], flags: { readonly supportsMessageHistory?: false; readonly supportsSystemMessage?: false } = {}) =>
  changed((good) => ({
    ...flags,
    createAsyncGenerator: (request: ChatRequest, init) => good.createAsyncGenerator({ ...request, messages: change(request.messages) }, init),
  }));

export const conversation = {
  'sends history': {
    'sends the last message only': [sending((messages) => messages.slice(-1)), /upstream received something else/],
    'sends the history backwards': [sending((messages) => messages.toReversed()), /upstream received something else/],
    'declares no history and takes one': [sending((messages) => messages, { supportsMessageHistory: false }), /nothing was thrown/],
    'declares no history and drops it': [sending((messages) => messages.slice(-1), { supportsMessageHistory: false }), /nothing was thrown/],
  },
  'sends system messages': {
    'makes a user turn of a system message': [sending((messages) => messages.map((message) => ({ ...message, role: 'user' }))), /upstream received something else/],
    'drops a system message': [sending((messages) => messages.filter(({ role }) => role !== 'system')), /upstream received something else/],
    'declares no system messages and takes one': [sending((messages) => messages, { supportsSystemMessage: false }), /nothing was thrown/],
  },
} satisfies BrokenProviders;
