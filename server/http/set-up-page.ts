// The one page that the server writes itself: at the first start of an installation there is nobody who could sign in.
import type { RequestHandler } from 'express';

const labels = {
  en: {
    heading: 'Set up Dougong',
    tenant: 'Key of the organisation (small letters, used at sign-in)',
    organisation: 'Name of the organisation',
    name: 'Your sign-in name',
    title: 'Your name',
    password: 'Password (at least 12 characters)',
    submit: 'Set up',
  },
  'zh-CN': {
    heading: '初始化 Dougong',
    tenant: '组织标识（小写字母，登录时使用）',
    organisation: '组织名称',
    name: '您的登录名',
    title: '您的姓名',
    password: '密码（至少 12 个字符）',
    submit: '初始化',
  },
};

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:28rem;margin:3rem auto;padding:0 1rem}label{display:block;margin:1rem 0 .25rem}' +
  'input{width:100%;box-sizing:border-box;padding:.5rem;font:inherit}button{margin-top:1.5rem;padding:.5rem 1.5rem;font:inherit}[role=alert]{color:#b00020;white-space:pre-line}';

/** `/set-up/<token>` and its script. The token is checked when the form is sent. */
export const setUpPage: RequestHandler = (request, response, next) => {
  if (request.method !== 'GET') return next();
  if (request.path === '/set-up.js') {
    response.type('text/javascript').setHeader('Cache-Control', 'no-store').end(script);
    return;
  }
  if (!/^\/set-up\/[\w-]{43}$/.test(request.path)) return next();
  const language = /^zh/i.test(request.headers['accept-language'] ?? '') ? 'zh-CN' : 'en';
  const words = labels[language];
  const field = (name: 'tenant' | 'organisation' | 'name' | 'title' | 'password') =>
    `<label for="${name}">${words[name]}</label><input id="${name}" name="${name}" required autocomplete="${name === 'password' ? 'new-password' : 'off'}" type="${name === 'password' ? 'password' : 'text'}">`;
  response
    .type('html')
    .setHeader('Cache-Control', 'no-store')
    .end(
      `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${words.heading}</title>` +
        `<style nonce="${String(response.locals.nonce)}">${style}</style><h1>${words.heading}</h1><form>` +
        `${field('tenant')}${field('organisation')}${field('name')}${field('title')}${field('password')}` +
        `<button>${words.submit}</button><p role="alert"></p></form><script type="module" src="/set-up.js"></script></html>`,
    );
};

const script = `const form = document.querySelector('form');
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const input = Object.fromEntries(new FormData(form));
  input.token = location.pathname.split('/').pop();
  const reply = await fetch('/api/set-up', { method: 'POST', headers: { 'Content-Type': 'application/json', 'Accept-Language': document.documentElement.lang }, body: JSON.stringify(input) });
  if (reply.ok) { location.href = '/'; return; }
  const problem = await reply.json();
  form.querySelector('[role=alert]').textContent = [problem.detail, ...problem.issues.map((found) => found.path.slice(1) + ': ' + found.message)].join('\\n');
});
`;
