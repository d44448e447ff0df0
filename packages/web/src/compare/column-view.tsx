import { memo } from 'react';
import { hasBegun } from '../chat/model/add-event.ts';
import type { Answer } from '../chat/model/message.ts';
import { Reasoning } from '../chat/reasoning.tsx';
import { sayTrouble } from '../chat/say-trouble.ts';
import { ToolCalls } from '../chat/tool-calls.tsx';
import { MarkdownText } from '../markdown/markdown-text.tsx';
import type { ModelOption } from '../models/model-option.ts';
import { ModelPicker } from '../models/model-picker.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Icon } from '../ui/icon.tsx';
import { askColumn, chooseModel, removeColumn, type Column } from './comparison-store.ts';
import type { Measures } from './measures.ts';
import { MeasuresTable } from './measures-table.tsx';

function AnswerBody({ answer }: { readonly answer: Answer }) {
  const { chat } = useStrings();
  const { text, reasoning, toolCalls, state, trouble } = answer;
  const isOpen = state === 'streaming';
  const reason = trouble === undefined ? undefined : sayTrouble(trouble, chat);
  return (
    <>
      {reasoning !== '' && <Reasoning text={reasoning} isOpen={isOpen && text === ''} />}
      {text !== '' && <MarkdownText text={text} isOpen={isOpen} />}
      {toolCalls.length > 0 && <ToolCalls calls={toolCalls} />}
      {isOpen && !hasBegun(answer) && <p className="answer-waiting"><span className="answer-dots" aria-hidden="true" />{chat.waiting}</p>}
      {(state === 'cut' || state === 'failed' || state === 'stopped') && (
        <div className={`answer-trouble ${state === 'stopped' ? '' : 'answer-trouble-bad'}`} role={state === 'stopped' ? undefined : 'alert'}>
          <Icon name={state === 'stopped' ? 'circle-alert' : 'triangle-alert'} size={17} />
          <div>
            <p><strong>{chat.states[state]}</strong> {reason}</p>
            {trouble !== undefined && trouble.message !== '' && <p className="answer-said">{chat.said(trouble.message)}</p>}
          </div>
        </div>
      )}
    </>
  );
}

/** One model of a comparison: which, what it says, and its figures. */
export const ColumnView = memo(function ColumnView({ column, number, options, canGo, measures, all }: { readonly column: Column; readonly number: number; readonly options: readonly ModelOption[]; readonly canGo: boolean; readonly measures: Measures | undefined; readonly all: readonly Measures[] }) {
  const { chat, compare } = useStrings();
  const { id, model, answer } = column;
  const label = compare.column(number);
  const isOver = answer !== undefined && answer.state !== 'streaming';
  return (
    <section className="column" aria-label={model === '' ? label : model}>
      <header className="column-head">
        <ModelPicker options={options} value={model} label={label} onChange={(next) => chooseModel(id, next)} />
        {canGo && <IconButton icon="x" label={compare.removeColumn(model === '' ? chat.automatic : model)} onClick={() => removeColumn(id)} />}
      </header>
      <div className="column-body" tabIndex={0} role="region" aria-label={`${label}: ${chat.assistant}`} aria-busy={answer?.state === 'streaming'}>
        {answer !== undefined && <AnswerBody answer={answer} />}
      </div>
      {isOver && (
        <footer className="column-foot">
          {measures !== undefined && <MeasuresTable measures={measures} all={all} />}
          <div className="message-actions">
            {answer.text !== '' && <CopyButton text={answer.text} label={chat.copy} />}
            <Button look="quiet" icon="refresh-cw" onClick={() => void askColumn(id)}>{compare.retry}</Button>
          </div>
        </footer>
      )}
    </section>
  );
});
