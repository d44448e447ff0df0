import type { Strings } from '../strings/strings.ts';
import type { Picture } from './model/message.ts';

const kinds = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
const most = 8 * 1024 * 1024;

const dataUrl = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => (typeof reader.result === 'string' ? resolve(reader.result) : undefined);
    reader.onerror = () => reject(reader.error ?? new Error('the file could not be read'));
    reader.readAsDataURL(file);
  });

/** Reads the pictures among files, and says of the others why they are none. */
export async function picturesOf(files: readonly File[], chat: Strings['chat']): Promise<{ readonly pictures: readonly Picture[]; readonly refused: readonly string[] }> {
  const pictures: Picture[] = [];
  const refused: string[] = [];
  for (const file of files) {
    if (!kinds.includes(file.type)) refused.push(chat.pictureType(file.name));
    else if (file.size > most) refused.push(chat.pictureTooLarge(file.name));
    else pictures.push({ name: file.name, url: await dataUrl(file) });
  }
  return { pictures, refused };
}
