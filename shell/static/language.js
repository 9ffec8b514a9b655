// The language and title of the page for the browser, which must not translate it: that breaks the page. And the names
// of the buttons that Streamlit gives English ones. data: {language, title, menu_open, menu_close}.

const names = {
  '[data-testid="stExpandSidebarButton"]': 'menu_open',
  '[data-testid="stSidebarCollapseButton"]': 'menu_close',
};

// The buttons come and go with the menu, also without a run of the page.
const renameButtons = data => {
  for (const [selector, key] of Object.entries(names))
    for (const button of document.querySelectorAll(selector)) {
      const target = button.closest('button') ?? button.querySelector('button') ?? button;
      if (target.getAttribute('aria-label') !== data[key]) target.setAttribute('aria-label', data[key]);
    }
};

let texts;
let observer;
let planned = 0;

export default ({data}) => {
  const html = document.documentElement;
  html.lang = data.language;
  html.translate = false;
  html.classList.add('notranslate');
  document.title = data.title;
  texts = data;
  renameButtons(texts);
  observer ??= new MutationObserver(() => {
    planned ||= requestAnimationFrame(() => {
      planned = 0;
      renameButtons(texts);
    });
  });
  observer.observe(document.body, {childList: true, subtree: true});
};
