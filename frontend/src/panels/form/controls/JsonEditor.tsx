import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, defaultHighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { useEffect, useEffectEvent, useRef } from 'react';

interface Properties {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly describedBy: string;
  readonly readOnly: boolean;
}

/** A small code editor. Tab leaves it, as in any other field, so that the keyboard is not caught. */
export function JsonEditor({ id, label, text, onChange, describedBy, readOnly }: Properties) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const changed = useEffectEvent(onChange);
  const firstText = useEffectEvent(() => text);
  useEffect(() => {
    if (!place.current) return;
    const editor = new EditorView({
      parent: place.current,
      state: stateOf(firstText(), { id, label, describedBy, readOnly }, (next) => changed(next)),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [id, label, describedBy, readOnly]);
  useEffect(() => {
    const editor = view.current;
    const before = editor?.state.doc.toString();
    if (editor && before !== text) editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [text]);
  return <div ref={place} />;
}

function stateOf(
  doc: string,
  { id, label, describedBy, readOnly }: Omit<Properties, 'text' | 'onChange'>,
  onChange: (text: string) => void,
): EditorState {
  return EditorState.create({
    doc,
    extensions: [
      history(),
      keymap.of([...defaultKeymap, ...historyKeymap]),
      json(),
      bracketMatching(),
      syntaxHighlighting(defaultHighlightStyle, { fallback: true }),
      EditorView.lineWrapping,
      EditorState.readOnly.of(readOnly),
      EditorView.contentAttributes.of({ id, 'aria-label': label, 'aria-describedby': describedBy }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange(update.state.doc.toString());
      }),
    ],
  });
}
