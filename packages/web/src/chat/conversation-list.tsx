import { Menu } from '@base-ui/react/menu';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useStrings } from '../strings/use-strings.ts';
import { Icon } from '../ui/icon.tsx';
import { ConversationRow } from './conversation-row.tsx';
import { useChat } from './model/chat-store.ts';
import { conversationsWith } from './model/database.ts';
import type { Conversation } from './model/message.ts';
import { exportAll, importFile } from './model/transfer.ts';

type Age = 'today' | 'yesterday' | 'week' | 'older';
const day = 86_400_000;

function ageOf({ updatedAt }: Conversation): Age {
  const midnight = new Date().setHours(0, 0, 0, 0);
  if (updatedAt >= midnight) return 'today';
  if (updatedAt >= midnight - day) return 'yesterday';
  return updatedAt >= midnight - 6 * day ? 'week' : 'older';
}

/** The conversations in which something was said that holds a text; `undefined` while nothing is searched for. */
function useFound(text: string): ReadonlySet<string> | undefined {
  const [found, setFound] = useState<ReadonlySet<string>>();
  useEffect(() => {
    if (text.trim() === '') {
      setFound(undefined);
      return undefined;
    }
    let isLatest = true;
    const timer = setTimeout(() => void conversationsWith(text.trim()).catch(() => new Set<string>()).then((ids) => isLatest && setFound(ids)), 120);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [text]);
  return found;
}

function MoreMenu({ onFile }: { readonly onFile: () => void }) {
  const { chat } = useStrings();
  return (
    <Menu.Root>
      <Menu.Trigger className="icon-button" aria-label={chat.more} title={chat.more}>
        <Icon name="ellipsis" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="layer" align="end" sideOffset={4}>
          <Menu.Popup className="popup menu">
            <Menu.Item className="menu-item" onClick={onFile}><Icon name="upload" size={16} />{chat.importFile}</Menu.Item>
            <Menu.Item className="menu-item" onClick={() => void exportAll()}><Icon name="download" size={16} />{chat.exportAll}</Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** Every conversation of this browser, by when something was last said in it; found by what was. */
export function ConversationList({ currentId, onChoose }: { readonly currentId: string | undefined; readonly onChoose: () => void }) {
  const { chat } = useStrings();
  const [, navigate] = useLocation();
  const conversations = useChat((state) => state.conversations);
  const [typed, setTyped] = useState('');
  const [notice, setNotice] = useState('');
  const chooser = useRef<HTMLInputElement>(null);
  const found = useFound(typed);
  const shown = useMemo(() => {
    const wanted = typed.trim().toLocaleLowerCase();
    return wanted === '' ? conversations : conversations.filter(({ id, title }) => title.toLocaleLowerCase().includes(wanted) || found?.has(id) === true);
  }, [conversations, typed, found]);
  const groups = Map.groupBy(shown, ageOf);

  const take = async (files: readonly File[]): Promise<void> => {
    try {
      const ids = (await Promise.all(files.map(importFile))).flat();
      setNotice(chat.imported(ids.length));
      if (ids[0] !== undefined) navigate(`/chat/${ids[0]}`);
    } catch (error) {
      setNotice(chat.importFailed(error instanceof Error ? error.message : String(error)));
    }
  };

  return (
    <>
      <div className="conversations-head">
        <Link className="button button-primary" href="/chat" onClick={onChoose}><Icon name="plus" size={16} />{chat.newChat}</Link>
        <MoreMenu onFile={() => chooser.current?.click()} />
        <input ref={chooser} type="file" accept=".json,.md,.markdown,application/json,text/markdown" multiple hidden aria-label={chat.importFile} onChange={(event) => { void take([...(event.target.files ?? [])]); event.target.value = ''; }} />
      </div>
      <label className="conversations-search">
        <Icon name="search" size={15} />
        <input type="search" value={typed} placeholder={chat.search} aria-label={chat.search} onChange={(event) => setTyped(event.target.value)} />
      </label>
      <p className="conversations-notice hint" role="status">{notice}</p>
      <nav className="conversations-list" aria-label={chat.conversations}>
        {shown.length === 0 && <p className="hint">{typed.trim() === '' ? chat.noneYet : chat.noneFound}</p>}
        {(['today', 'yesterday', 'week', 'older'] as const).map((age) => {
          const those = groups.get(age);
          return those === undefined ? null : (
            <section key={age}>
              <h2>{chat[age]}</h2>
              <ul>{those.map((conversation) => <ConversationRow key={conversation.id} conversation={conversation} isCurrent={conversation.id === currentId} onChoose={onChoose} />)}</ul>
            </section>
          );
        })}
      </nav>
    </>
  );
}
