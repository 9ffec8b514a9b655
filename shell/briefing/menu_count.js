// Writes the number of slides behind the name of the page in the menu. data: {name, text}.

export default ({data}) => {
  for (const link of document.querySelectorAll('a[href*="/meeting"]')) {
    const texts = document.createTreeWalker(link, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      if (node.nodeValue.startsWith(data.name)) node.nodeValue = data.text;
    }
  }
};
