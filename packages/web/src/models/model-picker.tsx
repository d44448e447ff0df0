import { Combobox } from '@base-ui/react/combobox';
import { useMemo, useState, type Ref } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import { Icon } from '../ui/icon.tsx';
import { abilities, type Ability, type ModelOption } from './model-option.ts';
import './model-picker.css';

/** Entries that are drawn at once. */
const most = 120;

const automatic: ModelOption = { value: '', provider: '', model: '', abilities: new Set(), price: undefined, contextWindow: undefined, isResting: false };

interface Group {
  readonly [name: string]: unknown;
  readonly value: string;
  readonly items: readonly ModelOption[];
}

const compact = (language: string, value: number): string => new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 }).format(value);

function grouped(options: readonly ModelOption[]): readonly Group[] {
  const groups = Map.groupBy(options, ({ provider }) => provider);
  return [...groups].map(([value, items]) => ({ value, items }));
}

function Facts({ option }: { readonly option: ModelOption }) {
  const { chat } = useStrings();
  const { price, contextWindow } = option;
  return (
    <span className="model-facts">
      {contextWindow !== undefined && <span>{compact('en', contextWindow)}</span>}
      {price?.output !== undefined && <span>${price.input ?? '?'} / ${price.output}</span>}
      {(['supportsImages', 'supportsTools', 'supportsReasoning'] as const).filter((ability) => option.abilities.has(ability)).map((ability) => <span key={ability}>{chat.flags[ability]}</span>)}
    </span>
  );
}

/** Which model is asked: all of them, found by name, and by what they can do. */
export function ModelPicker({ options, value, onChange, label, isAutomaticAllowed = true, triggerRef }: { readonly options: readonly ModelOption[]; readonly value: string; readonly onChange: (value: string) => void; readonly label: string; /** @default true */ readonly isAutomaticAllowed?: boolean; readonly triggerRef?: Ref<HTMLButtonElement> }) {
  const { chat } = useStrings();
  const [typed, setTyped] = useState('');
  const [wanted, setWanted] = useState<ReadonlySet<Ability>>(new Set());
  const chosen = options.find((option) => option.value === value) ?? (value === '' ? automatic : { ...automatic, value, model: value });
  const offered = abilities.filter((ability) => options.some((option) => option.abilities.has(ability)) && options.some((option) => !option.abilities.has(ability)));
  const found = useMemo(() => {
    const words = typed.toLowerCase().split(/\s+/).filter((word) => word !== '');
    return options.filter((option) => [...wanted].every((ability) => option.abilities.has(ability)) && words.every((word) => option.value.toLowerCase().includes(word)));
  }, [options, typed, wanted]);
  const hasAutomatic = isAutomaticAllowed && typed === '' && wanted.size === 0;
  const groups = [...(hasAutomatic ? [{ value: '', items: [automatic] }] : []), ...grouped(found.slice(0, most))];
  const toggle = (ability: Ability): void => setWanted((before) => new Set(before.has(ability) ? [...before].filter((each) => each !== ability) : [...before, ability]));

  return (
    <Combobox.Root
      items={groups}
      filteredItems={groups}
      filter={null}
      value={chosen}
      onValueChange={(option: ModelOption | null) => option !== null && onChange(option.value)}
      inputValue={typed}
      onInputValueChange={(text) => setTyped(text)}
      itemToStringLabel={() => ''}
      isItemEqualToValue={(item: ModelOption, other: ModelOption) => item.value === other.value}
      autoHighlight
    >
      <Combobox.Trigger ref={triggerRef} className="button model-trigger" aria-label={`${label}: ${chosen.value === '' ? chat.automatic : chosen.value}`}>
        <span className="model-trigger-name">{chosen.value === '' ? chat.automatic : chosen.model}</span>
        {chosen.provider !== '' && <span className="model-trigger-provider">{chosen.provider}</span>}
        <Icon name="chevron-down" size={15} />
      </Combobox.Trigger>
      <Combobox.Portal>
        <Combobox.Positioner className="layer" align="start" sideOffset={6} collisionPadding={8}>
          <Combobox.Popup className="popup model-popup" aria-label={chat.chooseModel}>
            <div className="model-search">
              <Icon name="search" size={16} />
              <Combobox.Input className="model-input" placeholder={chat.searchModels} aria-label={chat.searchModels} />
            </div>
            {offered.length > 0 && (
              <div className="chips" role="group" aria-label={chat.filters}>
                {offered.map((ability) => (
                  <button key={ability} type="button" className="chip" aria-pressed={wanted.has(ability)} onClick={() => toggle(ability)}>
                    {chat.flags[ability]}
                  </button>
                ))}
              </div>
            )}
            {groups.length === 0 && <p className="hint model-none" role="status">{chat.noModels}</p>}
            <Combobox.List className="model-list" aria-label={chat.model}>
              {(group: Group) => (
                <Combobox.Group key={group.value} items={group.items}>
                  {group.value !== '' && <Combobox.GroupLabel className="model-group">{group.value}</Combobox.GroupLabel>}
                  <Combobox.Collection>
                    {(option: ModelOption) => (
                      <Combobox.Item key={option.value} value={option} className="model-item">
                        <span className="model-item-name">{option.value === '' ? `${chat.automatic}: ${chat.automaticText}` : option.model}</span>
                        {option.value !== '' && <Facts option={option} />}
                        <Combobox.ItemIndicator className="model-check">
                          <Icon name="check" size={15} />
                        </Combobox.ItemIndicator>
                      </Combobox.Item>
                    )}
                  </Combobox.Collection>
                </Combobox.Group>
              )}
            </Combobox.List>
            {found.length > most && <p className="hint">{chat.moreModels(found.length - most)}</p>}
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
