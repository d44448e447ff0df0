import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { emptyAnswer } from '../chat/model/empty-answer.ts';
import type { Answer, Ask, Picture } from '../chat/model/message.ts';
import { newId } from '../chat/model/new-id.ts';
import { createPerFrame } from '../chat/model/per-frame.ts';
import { runAnswer } from '../chat/model/run-answer.ts';
import { turnsOf } from '../chat/model/turns-of.ts';

/** One of those that are compared. */
export interface Column {
  readonly id: string;
  /** `provider/model`, or empty for whoever can. */
  readonly model: string;
  readonly answer?: Answer | undefined;
}

/** What is compared. */
export interface Comparison {
  readonly columns: readonly Column[];
  /** How all are asked. */
  readonly ask: Ask;
  readonly question?: { readonly text: string; readonly pictures: readonly Picture[] } | undefined;
}

/** So many at once. */
export const most = 4;
/** And no fewer. */
export const fewest = 2;

/** The comparison. Who is compared, and how they are asked, stays in this browser. */
export const useComparison = create<Comparison>()(
  persist<Comparison, [], [], Pick<Comparison, 'columns' | 'ask'>>(() => ({ columns: [], ask: { model: '', system: '' } }), {
    name: 'g4f.compare',
    partialize: ({ columns, ask }) => ({ columns: columns.map(({ id, model }) => ({ id, model })), ask }),
  }),
);

const controllers = new Map<string, AbortController>();

function put(id: string, change: Partial<Column>): void {
  useComparison.setState(({ columns }) => ({ columns: columns.map((column) => (column.id === id ? { ...column, ...change } : column)) }));
}

const frames = createPerFrame<Answer>((changed) => {
  for (const [id, answer] of changed) put(id, { answer });
});

/** Takes these models where there are not enough columns yet. */
export function fillColumns(models: readonly string[]): void {
  useComparison.setState(({ columns }) => (columns.length >= fewest ? {} : { columns: [...columns, ...models.slice(0, fewest - columns.length).map((model) => ({ id: newId(), model }))] }));
}

/** Adds a column. */
export function addColumn(model: string): void {
  useComparison.setState(({ columns }) => (columns.length >= most ? {} : { columns: [...columns, { id: newId(), model }] }));
}

/** Takes a column away, and ends what it waits for. */
export function removeColumn(id: string): void {
  controllers.get(id)?.abort();
  useComparison.setState(({ columns }) => ({ columns: columns.filter((column) => column.id !== id) }));
}

/** Has a column ask another model. Its answer goes. */
export function chooseModel(id: string, model: string): void {
  controllers.get(id)?.abort();
  put(id, { model, answer: undefined });
}

/** Asks one column what was asked last. */
export async function askColumn(id: string): Promise<void> {
  const { columns, ask, question } = useComparison.getState();
  const column = columns.find((each) => each.id === id);
  if (column === undefined || question === undefined) return;
  controllers.get(id)?.abort();
  const controller = new AbortController();
  controllers.set(id, controller);
  const begun = emptyAnswer();
  put(id, { answer: begun });
  const messages = turnsOf(ask, [{ id: '', role: 'user', at: Date.now(), ...question }]);
  const isLatest = (): boolean => controllers.get(id) === controller;
  await runAnswer(begun, { model: column.model, messages, temperature: ask.temperature, maxTokens: ask.maxTokens }, controller.signal, (answer) => {
    if (isLatest()) frames.set(id, answer);
  });
  if (isLatest()) {
    frames.flush();
    controllers.delete(id);
  }
}

/** Asks all of them at once. */
export async function askAll(text: string, pictures: readonly Picture[]): Promise<void> {
  useComparison.setState({ question: { text, pictures } });
  await Promise.all(useComparison.getState().columns.map(({ id }) => askColumn(id)));
}

/** Ends what is under way; what came of it stays. */
export function stopAll(): void {
  for (const controller of controllers.values()) controller.abort();
}
