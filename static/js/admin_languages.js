// Wagtail's forms are in the editor's language, what is written in them is in the page's. Marks
// the fields with the language and direction of their content, wherever the form puts them.
(() => {
  const { rightToLeft: codes, heading } = document.currentScript.dataset;
  const rightToLeft = codes.split(" ");
  const WRITTEN = ":is(input[type=text], textarea, [contenteditable=true]):not([dir])";
  // Addresses, numbers and short codes run from left to right in every language.
  const CODES = "[type=url], [type=email], [type=tel], [type=number], [name$=slug]";
  // What may be in any language: titles on the way to a page, and what colleagues remark.
  const MIXED =
    "[data-controller~=w-breadcrumbs] a, #comments textarea, .comment__text, .comment-reply__text";

  const direction = (language) => (rightToLeft.includes(language) ? "rtl" : "ltr");

  const mark = (element, language) => {
    if (element.dir) return;
    element.lang = language;
    element.dir = direction(language);
  };

  const markForm = (language) => {
    for (const field of document.querySelectorAll(`[data-edit-form] :is(${CODES})`)) {
      field.dir = "ltr";
    }
    for (const field of document.querySelectorAll(`[data-edit-form] ${WRITTEN}`)) {
      mark(field, language);
    }
  };

  const markMixed = () => {
    for (const text of document.querySelectorAll(MIXED)) text.dir ||= "auto";
  };

  // wagtail-localize's list has no names to go by: the text to be translated is a paragraph, its
  // translation, or the field for it, the element after that.
  const markSegments = (editor, source, target) => {
    for (const value of editor.querySelectorAll("li > div")) {
      const text = value.previousElementSibling;
      if (!value.nextElementSibling?.matches("ul")) continue;
      if (text?.matches("p")) {
        mark(text, source);
        mark(value, target);
      } else {
        value.dir ||= "auto";
      }
    }
  };

  // The one sentence of that screen which wagtail-localize leaves in English.
  const translateHeading = (editor, source, target) => {
    for (const title of editor.querySelectorAll("section > div > h3")) {
      if (title.textContent === `${source} to ${target} translation`) {
        title.textContent = heading.replace("{source}", source).replace("{target}", target);
      }
    }
  };

  const keepMarked = (root, markAll) => {
    markAll();
    new MutationObserver(markAll).observe(root, { childList: true, subtree: true });
  };

  document.addEventListener("DOMContentLoaded", () => {
    keepMarked(document.body, markMixed);
    const editor = document.querySelector(".js-translation-editor");
    const config = JSON.parse(document.getElementById("wagtail-config").textContent);
    if (editor) {
      const { sourceLocale, locale } = JSON.parse(editor.dataset.props);
      keepMarked(editor, () => {
        markSegments(editor, sourceLocale.code, locale.code);
        translateHeading(editor, sourceLocale.displayName, locale.displayName);
      });
    } else if (config.ACTIVE_CONTENT_LOCALE) {
      keepMarked(document.body, () => markForm(config.ACTIVE_CONTENT_LOCALE));
    }
  });
})();
