import type { FilePart, Part, ProviderMetadata, ReasoningPart, TextPart, ToolCallDeltaPart, ToolCallPart } from '@g4f/core';
import { toBase64 } from '../values/base64.ts';
import type { Sealed } from '../values/sealed.ts';
import type { AnswerEvents, AnswerItem, ItemPlace, ItemStatus } from './answer-item.ts';
import { encryptedContent, nativePhase } from './artefacts.ts';
import { openCall, type CallItem } from './call-item.ts';
import { openImage } from './image-item.ts';
import { openMessage, type MessageItem } from './message-item.ts';
import { openReasoning, type ReasoningItem } from './reasoning-item.ts';

/** Turns the parts of an answer into the items of a response, and tells them as events. */
export interface ItemWriter {
  readonly part: (part: Part) => void;
  /** Closes what is open. */
  readonly end: (status: ItemStatus) => void;
  /** All items, as they are by now: what is still open is incomplete. */
  readonly items: () => readonly object[];
}

const hasKeys = (metadata: ProviderMetadata | undefined): metadata is ProviderMetadata => metadata !== undefined && Object.keys(metadata).length > 0;

/** Makes a writer for one answer. The ids of its items end in `suffix`. */
export function createItemWriter(suffix: string, events: AnswerEvents): ItemWriter {
  const items: { readonly item: AnswerItem; status: ItemStatus }[] = [];
  /** By the id of the call; one that was closed stays. */
  const calls = new Map<string, { readonly item: CallItem; readonly at: number }>();
  /** Calls that began without a name wait until they are whole: a client must know it from the start. */
  const nameless = new Set<string>();
  /** The open text or reasoning: one at a time, while calls grow beside each other. */
  let prose: { readonly item: MessageItem | ReasoningItem; readonly at: number } | undefined;

  const add = <T extends AnswerItem>(prefix: string, open: (place: ItemPlace) => T): { readonly item: T; readonly at: number } => {
    const at = items.length;
    const item = open({ id: `${prefix}_${suffix}_${at}`, index: at, ...events });
    items.push({ item, status: 'in_progress' });
    return { item, at };
  };
  const close = (at: number, status: ItemStatus = 'completed'): void => {
    const entry = items[at];
    if (entry?.status !== 'in_progress') return;
    entry.item.close(status);
    entry.status = status;
  };
  const closeProse = (): void => {
    if (prose !== undefined) close(prose.at);
    prose = undefined;
  };
  const message = (): MessageItem => {
    if (prose?.item.type === 'message') return prose.item;
    closeProse();
    const opened = add('msg', openMessage);
    prose = opened;
    return opened.item;
  };
  const reasoning = (): ReasoningItem => {
    if (prose?.item.type === 'reasoning') return prose.item;
    closeProse();
    const opened = add('rs', openReasoning);
    prose = opened;
    return opened.item;
  };
  /** What is bound to a model, where its part has no field for it: reasoning without a word, which clients hand back. */
  const bind = (sealed: Sealed): void => {
    closeProse();
    const { item, at } = add('rs', openReasoning);
    item.bind(encryptedContent(sealed));
    close(at);
  };

  const addText = ({ text, metadata }: TextPart): void => {
    if (text !== '') message().say(text);
    if (!hasKeys(metadata)) return;
    const phase = nativePhase(metadata);
    if (phase === undefined || prose?.item.type !== 'message') {
      bind({ metadata, of: 'text' });
      return;
    }
    prose.item.label(phase);
    closeProse();
  };
  const addReasoning = ({ text, metadata }: ReasoningPart): void => {
    if (text !== '') reasoning().think(text);
    if (!hasKeys(metadata)) return;
    reasoning().bind(encryptedContent({ metadata }));
    closeProse();
  };
  const addCall = (part: ToolCallPart | ToolCallDeltaPart): void => {
    const { id, name, arguments: json } = part;
    const isWhole = part.type === 'tool-call';
    const known = calls.get(id);
    if (known === undefined && !isWhole && (name === undefined || nameless.has(id))) {
      nameless.add(id);
      return;
    }
    if (known === undefined) closeProse();
    const call = known ?? add('fc', (place) => openCall(place, id, name ?? ''));
    calls.set(id, call);
    if (items[call.at]?.status !== 'in_progress') return;
    if (!isWhole) {
      call.item.grow(json);
      return;
    }
    call.item.settle(json);
    close(call.at);
    if (hasKeys(part.metadata)) bind({ metadata: part.metadata, of: { call: id } });
  };
  const addFile = ({ data, mediaType }: FilePart): void => {
    const format = /^image\/(\w+)/.exec(mediaType)?.[1];
    if (format === undefined) return; // a sound or a document, for which the wire has no item
    closeProse();
    close(add('ig', (place) => openImage(place, toBase64(data), format)).at);
  };

  return {
    part(part) {
      switch (part.type) {
        case 'text':
          addText(part);
          return;
        case 'reasoning':
          addReasoning(part);
          return;
        case 'tool-call':
        case 'tool-call-delta':
          addCall(part);
          return;
        case 'source':
          message().cite(part.url, part.title ?? part.url);
          return;
        case 'file':
          addFile(part);
          return;
        default: // what is no content
      }
    },
    end(status) {
      for (const at of items.keys()) close(at, status);
    },
    items: () => items.map(({ item, status }) => item.snapshot(status === 'in_progress' ? 'incomplete' : status)),
  };
}
