// Prints a glossary as OmegaT's own readers see it: source, tab, target, an entry a line.
//   java -cp OmegaT.jar Entries.java GLOSSARY SOURCE TARGET
import java.io.File;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.util.List;
import org.omegat.core.Core;
import org.omegat.core.data.IProject;
import org.omegat.core.data.ProjectProperties;
import org.omegat.gui.glossary.GlossaryEntry;
import org.omegat.gui.glossary.GlossaryReaderTBX;
import org.omegat.gui.glossary.GlossaryReaderTSV;

public class Entries {
    public static void main(String[] arguments) throws Exception {
        ProjectProperties settings = new ProjectProperties(new File(System.getProperty("java.io.tmpdir")));
        settings.setSourceLanguage(arguments[1]);
        settings.setTargetLanguage(arguments[2]);
        // the readers ask the open project for its languages and for nothing else
        Core.setProject((IProject) Proxy.newProxyInstance(
            Entries.class.getClassLoader(), new Class<?>[] {IProject.class},
            (proxy, method, values) -> method.getName().equals("getProjectProperties") ? settings : null));
        File file = new File(arguments[0]);
        List<GlossaryEntry> entries = file.getName().endsWith(".tbx")
            ? GlossaryReaderTBX.read(file, false) : GlossaryReaderTSV.read(file, false);
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        for (GlossaryEntry entry : entries) out.println(entry.getSrcText() + "\t" + entry.getLocText());
    }
}
