import { useLocation, useNavigate, useSearchParams } from '@shopmesh/sdk';
import { styled } from '@shopmesh/ui';
import { Search } from '@shopmesh/ui/icons';
import {
  type FormEvent,
  type KeyboardEvent,
  lazy,
  Suspense,
  useDeferredValue,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { searchFor, walked } from '../model/suggestion';

// Nobody's first page needs it. Where it cannot be had, the box searches all the same.
const SuggestionList = lazy(() =>
  import('./suggestion-list').then(
    ({ SuggestionList: List }) => ({ default: List }),
    () => ({ default: () => null }),
  ),
);

const Form = styled('form')({ position: 'relative' });
const Input = styled('input')(({ theme }) => ({
  width: '100%',
  height: 44,
  padding: '0 44px',
  font: 'inherit',
  fontSize: '0.9375rem',
  color: 'inherit',
  border: '1px solid transparent',
  borderRadius: 999,
  backgroundColor: theme.vars.palette.ground,
  transition: 'background-color 150ms, border-color 150ms',
  '&::placeholder': { color: theme.vars.palette.text.secondary, opacity: 1 },
  '&::-webkit-search-cancel-button': { display: 'none' },
  '&:focus-visible': {
    outline: 'none',
    borderColor: theme.vars.palette.primary.main,
    backgroundColor: theme.vars.palette.background.paper,
  },
}));
const Glass = styled(Search)(({ theme }) => ({
  position: 'absolute',
  left: 15,
  top: 13,
  color: theme.vars.palette.text.secondary,
  pointerEvents: 'none',
}));
const Key = styled('kbd')(({ theme }) => ({
  position: 'absolute',
  right: 12,
  top: 11,
  padding: '0 7px',
  font: 'inherit',
  fontSize: '0.75rem',
  fontWeight: 700,
  lineHeight: '20px',
  borderRadius: 6,
  color: theme.vars.palette.text.secondary,
  border: `1px solid ${theme.vars.palette.divider}`,
  pointerEvents: 'none',
  'input:focus ~ &': { display: 'none' },
  [theme.breakpoints.down('md')]: { display: 'none' },
}));

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** "/" anywhere on the page leads here. */
function useSlash(focus: () => void) {
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      focus();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [focus]);
}

export function SearchBox() {
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const asked = useSearchParams()[0].get('search') ?? '';
  const [text, setText] = useState(asked);
  const [open, setOpen] = useState(false);
  const [chosen, choose] = useState(''); // an address: what arrives meanwhile may move it, and does not change it
  const [found, setFound] = useState<readonly string[]>([]);
  const typed = useDeferredValue(text.trim());
  const places = open ? found : [];
  const active = places.indexOf(chosen);

  useSlash(() => input.current?.select());
  useEffect(() => setText(pathname === '/products' ? asked : ''), [asked, pathname]);

  const leave = (to: string) => {
    setOpen(false);
    input.current?.blur();
    navigate(to);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    leave(places[active] ?? searchFor(text.trim()));
  };
  const walk = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && open) {
      event.preventDefault(); // which would empty the box
      setOpen(false);
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    if (!open) setOpen(true);
    else choose(places[walked(active, step, places.length)] ?? '');
  };

  return (
    <Form role="search" action="/products" onSubmit={submit}>
      <Glass size={18} aria-hidden />
      <Input
        ref={input}
        type="search"
        name="search"
        placeholder="Search the shop"
        aria-label="Search the shop"
        aria-keyshortcuts="/"
        autoComplete="off"
        role="combobox"
        aria-expanded={places.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={places[active] ? `${listId}-${active}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          choose('');
          setOpen(true);
        }}
        onKeyDown={walk}
        onBlur={() => setOpen(false)}
      />
      <Key aria-hidden>/</Key>
      {open && typed && (
        <Suspense>
          <SuggestionList id={listId} typed={typed} active={active} onPlaces={setFound} onChoose={leave} />
        </Suspense>
      )}
    </Form>
  );
}
