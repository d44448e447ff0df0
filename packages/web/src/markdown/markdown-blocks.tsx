import { memo, useState } from 'react';
import { CodeBlock } from './code-block.tsx';
import { Leaf } from './leaf.tsx';
import { createSplitter, type Block, type ListItem } from './split-blocks.ts';
import './markdown.css';

interface Shared {
  /** Links by name that stand elsewhere in the text. */
  readonly definitions: string;
  /** More of it may come. */
  readonly isOpen: boolean;
}

const Entry = memo(function Entry({ text, checked, isLoose, ...shared }: ListItem & Shared & { readonly isLoose: boolean }) {
  return (
    <li className={`${checked === undefined ? '' : 'markdown-task'} ${isLoose ? 'markdown-loose' : 'markdown-tight'}`}>
      {checked !== undefined && <input type="checkbox" checked={checked} disabled aria-label={checked ? '✓' : '–'} />}
      <Blocks text={text} {...shared} />
    </li>
  );
});

function List({ block, definitions, isOpen }: Shared & { readonly block: Extract<Block, { readonly kind: 'list' }> }) {
  const entries = block.items.map((item, index) => <Entry key={index} text={item.text} checked={item.checked} isLoose={block.isLoose} definitions={definitions} isOpen={isOpen && index === block.items.length - 1} />);
  return block.start === undefined ? <ul>{entries}</ul> : <ol start={block.start}>{entries}</ol>;
}

const OneBlock = memo(function OneBlock({ block, definitions, isOpen }: Shared & { readonly block: Block }) {
  switch (block.kind) {
    case 'code':
      return <CodeBlock text={block.text} language={block.language} isOpen={isOpen && block.isOpen} />;
    case 'list':
      return <List block={block} definitions={definitions} isOpen={isOpen} />;
    case 'quote':
      return (
        <blockquote>
          <Blocks text={block.text} definitions={definitions} isOpen={isOpen} />
        </blockquote>
      );
    case 'leaf':
      return <Leaf text={block.raw} definitions={definitions} isOpen={isOpen} />;
    default:
      return block satisfies never;
  }
});

function Blocks({ text, definitions: outer, isOpen }: Shared & { readonly text: string }) {
  const [split] = useState(createSplitter);
  const { blocks, definitions: own } = split(text);
  const definitions = own === '' ? outer : `${outer}\n${own}`;
  return blocks.map((block, index) => <OneBlock key={index} block={block} definitions={definitions} isOpen={isOpen && index === blocks.length - 1} />);
}

/**
 * A text of a model's. While it grows, only its last block is read and drawn again. Nothing of it becomes HTML but what this page makes
 * of it, and nothing of it is fetched.
 */
export function MarkdownBlocks({ text, isOpen }: { readonly text: string; readonly isOpen: boolean }) {
  return (
    <div className="markdown">
      <Blocks text={text} definitions="" isOpen={isOpen} />
    </div>
  );
}
