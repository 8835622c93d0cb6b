import { type IconProps, styled } from '@shopmesh/ui';
import { type ComponentType, type DragEvent, type ReactNode, useId, useState } from 'react';

const Plate = styled('label')(({ theme }) => ({
  display: 'grid',
  justifyItems: 'center',
  gap: 4,
  padding: '24px 16px',
  borderRadius: 16,
  textAlign: 'center',
  cursor: 'pointer',
  border: `1.5px dashed color-mix(in oklab, ${theme.vars.palette.text.secondary} 72%, ${theme.vars.palette.background.paper})`,
  transition: 'background-color 150ms, border-color 150ms',
  '& svg': { color: theme.vars.palette.text.secondary },
  '& strong': { fontWeight: 700 },
  '& u': { color: theme.vars.palette.primary.main, textUnderlineOffset: 3 },
  '& small': { fontSize: '0.875rem', color: theme.vars.palette.text.secondary },
  '& input': { position: 'absolute', width: 1, height: 1, opacity: 0 },
  '&:hover, &[data-over="true"]': {
    borderColor: theme.vars.palette.primary.main,
    backgroundColor: theme.vars.palette.accentSoft,
  },
  '&:focus-within': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: 2 },
  '&[data-off="true"]': { cursor: 'default', opacity: 0.6 },
}));

interface FileDropProps {
  /** The name of the input: "Pictures". */
  label: string;
  /** "Drop pictures here" */
  words: string;
  hint: ReactNode;
  icon: ComponentType<IconProps>;
  accept: string;
  multiple?: boolean;
  disabled?: boolean;
  onFiles: (files: readonly File[]) => void;
}

/** Files by drag or by choice: the plate is the label of a real file input, so the keyboard has it for nothing. */
export function FileDrop({ label, words, hint, icon: Icon, onFiles, disabled = false, ...input }: FileDropProps) {
  const [over, setOver] = useState(false);
  const id = useId();
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!disabled && event.dataTransfer.files.length > 0) onFiles([...event.dataTransfer.files]);
  };
  return (
    <Plate
      data-over={over}
      data-off={disabled}
      style={{ position: 'relative' }}
      onDrop={drop}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
    >
      <Icon size={26} strokeWidth={1.75} aria-hidden />
      <span>
        <strong>{words}</strong> or <u>choose from this device</u>
      </span>
      <small id={id}>{hint}</small>
      <input
        type="file"
        aria-label={label}
        aria-describedby={id}
        disabled={disabled}
        {...input}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = ''; // the same file may be chosen again
          if (files.length > 0) onFiles(files);
        }}
      />
    </Plate>
  );
}
