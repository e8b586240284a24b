export function offlineModel(o: { name: string }): any { return o }
