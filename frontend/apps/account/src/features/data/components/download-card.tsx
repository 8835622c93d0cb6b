import { problemOf, useSession } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, Typography, toast } from '@shopmesh/ui';
import { Download } from '@shopmesh/ui/icons';
import { useState } from 'react';
import { saveAsFile } from '../../../shared/save-as-file';
import { Section } from '../../../shared/section';
import { collectData } from '../api/collect-data';

export function DownloadCard() {
  const { user } = useSession();
  const [progress, setProgress] = useState('');
  const [failure, setFailure] = useState<unknown>(null);
  const download = async () => {
    if (!user) return;
    setFailure(null);
    try {
      const data = await collectData(user.id, setProgress);
      saveAsFile(`shopmesh-${user.username}.json`, JSON.stringify(data, null, 2), 'application/json');
      toast({ message: 'Your file is ready' });
    } catch (error) {
      setFailure(error);
    }
    setProgress('');
  };
  return (
    <Section
      title="Take your data with you"
      lead="One file with everything we keep about you: account, devices, orders and payments. It is JSON, which other programs can read."
    >
      <Box sx={{ display: 'grid', gap: 2 }}>
        {failure !== null && <ErrorPanel problem={problemOf(failure)} onRetry={() => void download()} />}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
          <Button
            variant="outlined"
            busy={progress !== ''}
            startIcon={<Download size={18} aria-hidden />}
            onClick={() => void download()}
          >
            Download my data
          </Button>
          <Typography role="status" variant="body2" sx={{ color: 'text.secondary' }}>
            {progress}
          </Typography>
        </Box>
      </Box>
    </Section>
  );
}
