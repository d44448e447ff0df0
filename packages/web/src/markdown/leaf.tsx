import { memo, type ComponentProps, type ReactElement } from 'react';
import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remend from 'remend';
import { CodeBlock } from './code-block.tsx';
import { Maths } from './maths.tsx';
import { SafeImage } from './safe-image.tsx';
import { SafeLink } from './safe-link.tsx';
import { tameDollars } from './tame-dollars.ts';

type Code = ReactElement<{ readonly className?: string; readonly children?: unknown }>;
const plugins = [remarkGfm, remarkMath];
const textOf = (children: unknown): string => (Array.isArray(children) ? children.map(textOf).join('') : typeof children === 'string' ? children : '');

const components: Components = {
  a: ({ href, children }) => <SafeLink href={href}>{children}</SafeLink>,
  img: ({ src, alt }) => <SafeImage src={typeof src === 'string' ? src : undefined} alt={alt} />,
  code: ({ className = '', children }) => (className.includes('math-inline') ? <Maths text={textOf(children)} /> : <code className="markdown-code">{children}</code>),
  pre: ({ children }) => {
    const { className = '', children: code } = (children as Code).props;
    if (className.includes('math-display')) return <Maths text={textOf(code)} isDisplay />;
    return <CodeBlock text={textOf(code).replace(/\n$/, '')} language={/language-(\S+)/.exec(className)?.[1] ?? ''} isOpen={false} />;
  },
  table: ({ children }) => (
    <div className="markdown-table" role="region" aria-label="table" tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
  // An answer stands below the headings of the page.
  h1: (props: ComponentProps<'h1'>) => <h3 className="markdown-h1">{props.children}</h3>,
  h2: (props: ComponentProps<'h2'>) => <h4 className="markdown-h2">{props.children}</h4>,
  h3: (props: ComponentProps<'h3'>) => <h5 className="markdown-h3">{props.children}</h5>,
  h4: (props: ComponentProps<'h4'>) => <h6 className="markdown-h3">{props.children}</h6>,
  h5: (props: ComponentProps<'h5'>) => <h6 className="markdown-h3">{props.children}</h6>,
};

/**
 * A block that holds no others: a paragraph, a heading, a table. HTML in it is shown as the text that it is.
 *
 * @param isOpen more of it may come: what was begun and not ended (emphasis, a link, code) is drawn as if it had ended
 */
export const Leaf = memo(function Leaf({ text, definitions, isOpen }: { readonly text: string; readonly definitions: string; readonly isOpen: boolean }) {
  const whole = tameDollars(isOpen ? remend(text) : text);
  return (
    <Markdown remarkPlugins={plugins} components={components} urlTransform={(url) => url}>
      {definitions === '' || !whole.includes('[') ? whole : `${whole}\n\n${definitions}`}
    </Markdown>
  );
});
