import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useRoute } from 'wouter';
import { preloadMarkdown } from '../markdown/markdown-text.tsx';
import { mayTake } from '../models/model-option.ts';
import { ModelPicker } from '../models/model-picker.tsx';
import { useModels } from '../models/use-models.ts';
import { useStrings } from '../strings/use-strings.ts';
import { IconButton } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { AskSettings } from './ask-settings.tsx';
import { Composer, type ComposerHandle } from './composer.tsx';
import { Conversations } from './conversations.tsx';
import { changeAsk, createConversation, send } from './model/actions.ts';
import { stopAnswer } from './model/answering.ts';
import { useChat } from './model/chat-store.ts';
import { useDefaults } from './model/drafts.ts';
import { loadConversations, openConversation } from './model/load.ts';
import type { Ask, Picture } from './model/message.ts';
import { ShortcutHelp } from './shortcut-help.tsx';
import { Thread } from './thread.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import { Welcome } from './welcome.tsx';
import './chat.css';

/** The view `#/chat`: the conversations of this browser, and the one that the address names. */
export function ChatView() {
  const { chat } = useStrings();
  const [, navigate] = useLocation();
  const [, parameters] = useRoute<{ id: string }>('/chat/:id');
  const id = parameters?.id;
  const models = useModels();
  const options = useMemo(() => models.data ?? [], [models.data]);
  const { isLoaded, storageError } = useChat();
  const conversation = useChat((state) => state.conversations.find((each) => each.id === id));
  const messages = useChat((state) => (id === undefined ? undefined : state.messages[id]));
  const defaults = useDefaults();
  const ask: Ask = conversation?.ask ?? defaults;
  const [areConversationsOpen, setAreConversationsOpen] = useState(false);
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const composer = useRef<ComposerHandle>(null);
  const picker = useRef<HTMLButtonElement>(null);
  const underWay = messages?.find((message) => message.role === 'assistant' && message.state === 'streaming');

  useEffect(() => {
    void loadConversations();
    preloadMarkdown();
  }, []);
  useEffect(() => {
    if (conversation !== undefined) void openConversation(conversation);
    else if (isLoaded && id !== undefined) navigate('/chat', { replace: true });
    // Its id alone says which one is to be read.
  }, [conversation?.id, isLoaded, id]);
  useEffect(() => {
    if (matchMedia('(hover: hover)').matches) composer.current?.focus();
  }, [id]);

  const setAsk = useCallback(
    (next: Ask): void => {
      useDefaults.setState(next, true);
      if (id !== undefined) void changeAsk(id, next);
    },
    [id],
  );
  const say = (text: string, pictures: readonly Picture[]): void => {
    const target = id ?? createConversation(ask, text).id;
    if (id === undefined) navigate(`/chat/${target}`);
    void send(target, text, pictures);
  };
  const stop = (): void => {
    if (underWay !== undefined) stopAnswer(underWay.id);
  };
  useShortcuts({
    newChat: () => {
      navigate('/chat');
      composer.current?.focus();
    },
    search: () => {
      setAreConversationsOpen(true);
      requestAnimationFrame(() => document.querySelector<HTMLInputElement>('.conversations-search input')?.focus());
    },
    model: () => picker.current?.click(),
    composer: () => composer.current?.focus(),
    help: () => setIsHelpOpen(true),
    ...(underWay !== undefined && { stop }),
  });

  return (
    <div className="chat">
      <Conversations currentId={id} isOpen={areConversationsOpen} onOpenChange={setAreConversationsOpen} />
      <section className="chat-main" aria-label={conversation?.title ?? chat.newChat}>
        <header className="chat-header">
          <IconButton className="chat-show-conversations" icon="menu" label={chat.showConversations} onClick={() => setAreConversationsOpen(true)} />
          <h1 className="chat-title">{conversation?.title ?? chat.newChat}</h1>
          <ModelPicker triggerRef={picker} options={options} value={ask.model} label={chat.model} onChange={(model) => setAsk({ ...ask, model })} />
          <AskSettings ask={ask} onChange={setAsk} />
          <IconButton className="chat-help" icon="keyboard" label={chat.shortcuts} onClick={() => setIsHelpOpen(true)} />
        </header>
        {storageError !== undefined && <p className="notice" role="status">{chat.storageFailed}</p>}
        {models.error !== undefined && <Failure error={models.error} onRetry={models.reload} />}
        {id !== undefined && messages === undefined ? <Spinner /> : messages === undefined || messages.length === 0 ? (
          <Welcome hasModels={models.data === undefined || options.length > 0} onChoose={(text) => composer.current?.fill(text)} />
        ) : (
          <Thread conversation={id ?? ''} messages={messages} />
        )}
        <Composer ref={composer} key={id ?? ''} draftId={id ?? 'new'} isBusy={underWay !== undefined} takesPictures={mayTake('supportsImages', ask.model, options)} onSend={say} onStop={stop} />
      </section>
      <ShortcutHelp isOpen={isHelpOpen} onOpenChange={setIsHelpOpen} />
    </div>
  );
}
