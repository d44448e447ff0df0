import { useChat } from './chat-store.ts';

/** Waits for the database, and says where it will not keep something: the conversation goes on all the same. */
export async function keep(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (storageError) {
    useChat.setState({ storageError });
  }
}
