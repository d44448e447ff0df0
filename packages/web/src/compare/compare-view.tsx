import { useEffect, useMemo, useRef } from 'react';
import { AskSettings } from '../chat/ask-settings.tsx';
import { Composer, type ComposerHandle } from '../chat/composer.tsx';
import { preloadMarkdown } from '../markdown/markdown-text.tsx';
import { mayTake } from '../models/model-option.ts';
import { useModels } from '../models/use-models.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { ViewHeader } from '../ui/view-header.tsx';
import { ColumnView } from './column-view.tsx';
import { addColumn, askAll, fewest, fillColumns, most, stopAll, useComparison } from './comparison-store.ts';
import { measure } from './measures.ts';
import '../chat/chat.css';
import './compare.css';

/** The first model of each provider, and then all others: whom to compare where nobody has chosen. */
function firstOfEach(options: readonly { readonly provider: string; readonly value: string }[]): readonly string[] {
  const firsts = [...Map.groupBy(options, ({ provider }) => provider).values()].flatMap(([first]) => (first === undefined ? [] : [first.value]));
  return [...new Set([...firsts, ...options.map(({ value }) => value)])];
}

/** The view `#/compare`: one question to several models, side by side. */
export function CompareView() {
  const { chat, compare } = useStrings();
  const models = useModels();
  const options = useMemo(() => models.data ?? [], [models.data]);
  const { columns, ask, question } = useComparison();
  const composer = useRef<ComposerHandle>(null);
  const isBusy = columns.some(({ answer }) => answer?.state === 'streaming');
  const isDone = columns.length > 0 && columns.every(({ answer }) => answer !== undefined && answer.state !== 'streaming');
  const measures = columns.map(({ answer }) => (answer === undefined || answer.state === 'streaming' ? undefined : measure(answer, options)));
  const known = measures.filter((each) => each !== undefined);

  useEffect(preloadMarkdown, []);
  useEffect(() => {
    if (models.data !== undefined) fillColumns([...firstOfEach(models.data), '', '']);
  }, [models.data]);
  const nextModel = firstOfEach(options).find((value) => !columns.some(({ model }) => model === value)) ?? '';

  return (
    <div className="compare">
      <ViewHeader title={compare.title}>
        <Button icon="plus" disabled={columns.length >= most} onClick={() => addColumn(nextModel)}>{compare.add}</Button>
        <AskSettings ask={ask} onChange={(next) => useComparison.setState({ ask: next })} />
      </ViewHeader>
      {models.error !== undefined && <Failure error={models.error} onRetry={models.reload} />}
      <p className="compare-question">{question === undefined ? compare.choose : <><span className="visually-hidden">{compare.asked}: </span>{question.text}</>}</p>
      <div className="columns" data-count={columns.length}>
        {columns.map((column, index) => (
          <ColumnView key={column.id} column={column} number={index + 1} options={options} canGo={columns.length > fewest} measures={measures[index]} all={known} />
        ))}
      </div>
      <p className="visually-hidden" role="status">{isDone && question !== undefined ? compare.done : isBusy ? chat.answerBegins : ''}</p>
      <Composer ref={composer} draftId="compare" isBusy={isBusy} takesPictures={columns.length > 0 && columns.every(({ model }) => mayTake('supportsImages', model, options))} onSend={(text, pictures) => void askAll(text, pictures)} onStop={stopAll} />
    </div>
  );
}
