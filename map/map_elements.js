// HTML elements, for the map of the dashboard, for slides and for the list of slides.

// Text is written with textContent: what a title or a name holds is never markup.
export const element = (tag, className, text) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
};

// A button that shows a sign; its label is read aloud, and shown under the pointer.
export const labelledButton = (sign, label, onclick) => {
  const button = Object.assign(element('button', '', sign), {type: 'button', title: label, onclick});
  button.setAttribute('aria-label', label);
  return button;
};
