import { useStrings } from '../strings/use-strings.ts';

/** What stands there before anything was said. */
export function Welcome({ hasModels, onChoose }: { readonly hasModels: boolean; readonly onChoose: (text: string) => void }) {
  const { chat } = useStrings();
  return (
    <div className="welcome">
      <h2>{chat.welcome}</h2>
      <p>{hasModels ? chat.welcomeText : chat.nobody}</p>
      <ul>
        {chat.suggestions.map((text) => (
          <li key={text}>
            <button type="button" className="suggestion" onClick={() => onChoose(text)}>{text}</button>
          </li>
        ))}
      </ul>
    </div>
  );
}
