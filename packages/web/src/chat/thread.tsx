import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/button.tsx';
import { AnswerView } from './answer-view.tsx';
import type { Message } from './model/message.ts';
import { UserMessageView } from './user-message-view.tsx';

/** Pixels from the end within which one follows what comes. */
const near = 80;

/** What is said of the last answer to those who listen: that it begins, and that it is there, and not each word. */
function Announcement({ last }: { readonly last: Message | undefined }) {
  const { chat } = useStrings();
  const state = last?.role === 'assistant' ? last.state : undefined;
  const first = useRef(state);
  const isNews = first.current !== state;
  if (isNews) first.current = undefined;
  return <p className="visually-hidden" role="status">{!isNews || state === undefined ? '' : state === 'streaming' ? chat.answerBegins : state === 'done' ? chat.answerEnds : chat.states[state]}</p>;
}

/** A conversation, as it was said. It keeps to its end while one reads there, and stays where one has scrolled to. */
export function Thread({ conversation, messages }: { readonly conversation: string; readonly messages: readonly Message[] }) {
  const { chat } = useStrings();
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const lastTop = useRef(0);
  const [isAway, setIsAway] = useState(false);

  const toEnd = (): void => {
    const { current } = scroller;
    if (current !== null) current.scrollTop = current.scrollHeight;
  };
  useLayoutEffect(() => {
    follows.current = true;
    toEnd();
  }, [conversation, messages.length]);
  useEffect(() => {
    const { current } = content;
    if (current === null) return undefined;
    const observer = new ResizeObserver(() => follows.current && toEnd());
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  const onScroll = (): void => {
    const { current } = scroller;
    if (current === null) return;
    // Only who scrolls up leaves the end: what comes below moves it away too, before it is followed.
    if (current.scrollHeight - current.scrollTop - current.clientHeight < near) follows.current = true;
    else if (current.scrollTop < lastTop.current) follows.current = false;
    lastTop.current = current.scrollTop;
    setIsAway(!follows.current);
  };

  return (
    <div className="thread-frame">
      <div ref={scroller} className="thread" onScroll={onScroll} tabIndex={0} role="region" aria-label={chat.conversations}>
        <div ref={content} className="thread-content">
          {messages.map((message) => (message.role === 'user' ? <UserMessageView key={message.id} conversation={conversation} message={message} /> : <AnswerView key={message.id} conversation={conversation} answer={message} />))}
        </div>
      </div>
      {isAway && (
        <Button className="thread-latest" icon="arrow-down" onClick={() => { follows.current = true; toEnd(); }}>{chat.latest}</Button>
      )}
      <Announcement last={messages.at(-1)} />
    </div>
  );
}
