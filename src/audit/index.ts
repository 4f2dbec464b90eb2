export { auditLog } from './audit.ts';
export { type Finding, type FindingCode, RULES } from './findings.ts';
export { type AuditReport, formatReport, isClean } from './report.ts';
