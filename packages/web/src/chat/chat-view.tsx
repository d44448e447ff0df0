import { useStrings } from '../strings/use-strings.ts';
import { ViewHeader } from '../ui/view-header.tsx';

/** The view `#/chat`. */
export function ChatView() {
  const { chat } = useStrings();
  return <ViewHeader title={chat.title} />;
}
