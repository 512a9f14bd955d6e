import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { JsonObject } from '../../engine/index.ts';

/** A pack of one form and the demo people's roles, as files below the folder of packs. */
export function smallPack(key = 'notes', form = 'note'): { [file: string]: JsonObject } {
  return {
    [`${key}/pack.json`]: {
      key,
      title: { en: 'Notes', 'zh-CN': '便笺' },
      home: { navigation: [{ form }], quickActions: [{ form }] },
    },
    [`${key}/forms/${form}.json`]: {
      kind: 'form',
      key: form,
      title: { en: 'Note', 'zh-CN': '便笺' },
      fields: {
        subject: { type: 'text', title: { en: 'Subject', 'zh-CN': '主题' }, required: true, maxLength: 50 },
        body: { type: 'long-text', title: { en: 'Body', 'zh-CN': '正文' }, maxLength: 500 },
        paper: {
          type: 'attachment',
          title: { en: 'Paper', 'zh-CN': '附件' },
          accept: ['.pdf', '.png', '.jpg'],
          maxSize: '100KB',
          maxFiles: 2,
        },
      },
      record: { display: '{{subject}}', unique: [['subject']] },
      access: {
        maker: { create: true, read: 'own', update: 'own' },
        finance: { read: 'all', fields: { paper: 'hidden' } },
        auditor: { read: 'all' },
      },
    },
    [`${key}/roles/${key}-roles.json`]: {
      kind: 'roles',
      key: `${key}-roles`,
      title: { en: 'Roles', 'zh-CN': '角色' },
      roles: {
        maker: { title: { en: 'Maker', 'zh-CN': '经办' } },
        finance: { title: { en: 'Finance', 'zh-CN': '财务' } },
        manager: { title: { en: 'Author', 'zh-CN': '作者' }, permissions: ['studio'] },
        analyst: { title: { en: 'Analyst', 'zh-CN': '分析师' }, permissions: ['studio', 'publish'] },
        auditor: { title: { en: 'Auditor', 'zh-CN': '审计' }, permissions: ['audit'] },
        admin: { title: { en: 'Administrator', 'zh-CN': '管理员' }, permissions: ['people', 'operations'] },
      },
    },
  };
}

export type PackFolder = {
  path: string;
  /** Writes files, as JSON or as the text given. */
  write(files: { [file: string]: JsonObject | string }): Promise<void>;
  remove(): Promise<void>;
};

/** A folder of packs that a test may write in. */
export async function packFolder(files: { [file: string]: JsonObject | string }): Promise<PackFolder> {
  const path = await mkdtemp(join(tmpdir(), 'dougong-packs-'));
  const folder: PackFolder = {
    path,
    async write(more) {
      for (const [file, content] of Object.entries(more)) {
        await mkdir(dirname(join(path, file)), { recursive: true });
        await writeFile(join(path, file), typeof content === 'string' ? content : JSON.stringify(content));
      }
    },
    remove: () => rm(path, { recursive: true, force: true }),
  };
  await folder.write(files);
  return folder;
}
