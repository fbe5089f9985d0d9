type Attributes = Readonly<Record<string, string | boolean | undefined>>;

/** Returns a DOM element. Text becomes text nodes, so that no content is read as markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, '');
    else if (typeof value === 'string') made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** `14:03:07`, or with milliseconds. */
export function clockTime(iso: string, milliseconds = false): string {
  const at = new Date(iso);
  const time = at.toLocaleTimeString('en-GB');
  return milliseconds ? `${time}.${String(at.getMilliseconds()).padStart(3, '0')}` : time;
}
