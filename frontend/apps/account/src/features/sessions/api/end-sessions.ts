import { api, ok, useMutation, useQueryClient } from '@shopmesh/sdk';
import { sessionsQuery } from './list-sessions';

export const endSession = (id: string) =>
  ok(api.DELETE('/api/auth/sessions/{session_id}/', { params: { path: { session_id: id } } }));

export const endOtherSessions = async () => (await ok(api.POST('/api/auth/sessions/end-others/'))).ended;

const useRefetch = () => {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey });
};

export const useEndSession = () => useMutation({ mutationFn: endSession, onSettled: useRefetch() });

export const useEndOtherSessions = () => useMutation({ mutationFn: endOtherSessions, onSettled: useRefetch() });
