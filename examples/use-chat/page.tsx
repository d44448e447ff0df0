import { useChat } from '@ai-sdk/react';
import type { UIMessage } from 'ai';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

type Message = UIMessage<{ from?: string }>;

function Chat() {
  const { messages, sendMessage, status, stop, error } = useChat<Message>();
  const [text, setText] = useState('');
  const isBusy = status === 'submitted' || status === 'streaming';

  return (
    <main>
      <ul aria-live="polite">
        {messages.map(({ id, role, parts, metadata }) => (
          <li key={id} data-role={role}>
            <strong>{role === 'user' ? 'You' : (metadata?.from ?? '…')}</strong> {parts.map((part) => (part.type === 'text' ? part.text : ''))}
          </li>
        ))}
      </ul>
      {error && <p role="alert">{error.message}</p>}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void sendMessage({ text });
          setText('');
        }}
      >
        <input aria-label="Message" value={text} onChange={({ target }) => setText(target.value)} autoFocus required />
        {isBusy ? <button type="button" onClick={() => void stop()}>Stop</button> : <button>Send</button>}
      </form>
    </main>
  );
}

const place = document.getElementById('app');
if (place) createRoot(place).render(<StrictMode><Chat /></StrictMode>);
