import { lazy, Suspense } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import { Icon } from '../ui/icon.tsx';
import type { ToolCall } from './model/message.ts';

const CodeBlock = lazy(async () => ({ default: (await import('../markdown/code-block.tsx')).CodeBlock }));

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** The tools that a model asked for, with what they were to get. */
export function ToolCalls({ calls }: { readonly calls: readonly ToolCall[] }) {
  const { chat } = useStrings();
  return (
    <div className="tool-calls">
      {calls.map(({ id, name, text }) => (
        <details key={id} className="tool-call">
          <summary>
            <Icon name="wrench" size={15} />
            <span>{chat.toolCall(name)}</span>
          </summary>
          <Suspense fallback={<code>{text}</code>}>
            <CodeBlock text={pretty(text)} language="json" isOpen={false} />
          </Suspense>
        </details>
      ))}
      <p className="hint">{chat.toolCallHint}</p>
    </div>
  );
}
